/** A team's own templates: what they may say otherwise, and what is refused, with nothing written. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDirectory, type Ran, run, runHere } from '../cli/run.ts';
import { newest, type TestDatabase } from '../support/server.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase('CREATE TABLE users (id bigint PRIMARY KEY, email text)');
});
afterAll(() => database.drop());

const ours = (name: string): string => readFileSync(join('templates', `${name}.hbs`), 'utf8');

/** A repository with these templates, by their names without `.hbs`. */
function team(templates: Readonly<Record<string, string>>): string {
  const cwd = emptyDirectory();
  for (const [name, text] of Object.entries(templates)) {
    mkdirSync(join(cwd, 'ours', dirname(name)), { recursive: true });
    writeFileSync(join(cwd, 'ours', `${name}.hbs`), text);
  }
  mkdirSync(join(cwd, 'db'));
  writeFileSync(join(cwd, 'plan.config.json'), '{ "templates": "ours", "format": "dbmate", "directory": "db" }');
  return cwd;
}

const words = ['set-not-null', 'users.email', '--no-scan'];
const planned = (cwd: string, more: readonly string[] = []): Promise<Ran> =>
  runHere([...words, '--database', database.url, ...more], { cwd });

/** All that was written, by its path. */
const written = (cwd: string): string =>
  readdirSync(cwd, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^(db|plans)\/.*\./.test(name))
    .toSorted()
    .map((name) => readFileSync(join(cwd, name), 'utf8'))
    .join('\n');

const validate = 'sql/validate-constraint.sql';
const dbmate = 'formats/dbmate/migration.sql';

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  [
    'comments and the layout of a statement',
    {
      [validate]: '/* asked for by the DBAs */\nALTER TABLE {{table}}\n  VALIDATE\n  CONSTRAINT {{constraint}};\n',
    },
    /asked for by the DBAs[^]*\n\s*VALIDATE\n\s*CONSTRAINT users_/,
  ],
  [
    'what a block says, and how often it tries',
    { 'sql/retry.sql': ours('sql/retry.sql').replace('attempt % 10', 'attempt % 25') },
    /attempt % 25 = 0/,
  ],
  ['a header in the layout of a tool', { [dbmate]: `-- The Shop Ltd.\n${ours(dbmate)}` }, /^-- The Shop Ltd\./m],
  ['a part of the notes', { 'notes/estimates.md': '## How long\n\nAsk the DBAs.\n' }, /## How long\n\nAsk the DBAs\./],
])('takes %s', async (_, templates, says) => {
  const cwd = team(templates);
  const { code, err } = await planned(cwd);
  expect([code, err]).toEqual([0, '']);
  expect(written(cwd)).toMatch(says);
  const plain = team({});
  mkdirSync(join(plain, 'ours'));
  expect((await planned(plain)).code).toBe(0);
  expect(written(plain)).not.toMatch(says);
});

test.each<[string, Readonly<Record<string, string>>, RegExp, RegExp]>([
  [
    'SQL that does not parse',
    { [validate]: 'ALTER TABLE {{table}} VALIDATE {{constraint}} CONSTRAINT;' },
    /^error: ours\/sql\/validate-constraint\.sql\.hbs does not do the same as ours: .*syntax error/,
    /comments, layout, the texts of messages/,
  ],
  [
    'another statement',
    { [validate]: 'ALTER TABLE {{table}} DROP CONSTRAINT {{constraint}};' },
    /validate-constraint\.sql\.hbs does not do the same as ours: .*is not under a lock timeout/,
    /all else has to stay/,
  ],
  [
    'another object',
    { [validate]: 'ALTER TABLE public.orders VALIDATE CONSTRAINT {{constraint}};' },
    /validate-constraint\.sql\.hbs does not do the same as ours: .*orders/,
    /all else has to stay/,
  ],
  [
    'one statement more',
    { [validate]: `${ours(validate)}DROP TABLE audit;` },
    /validate-constraint\.sql\.hbs does not do the same as ours/,
    /all else has to stay/,
  ],
  [
    'a statement that is gone',
    { [validate]: '-- nothing' },
    /validate-constraint\.sql\.hbs does not do the same as ours/,
    /all else has to stay/,
  ],
  [
    'a block that lost what it is for',
    { 'sql/retry.sql': ours('sql/retry.sql').replace('{{statements}}', '') },
    /retry\.sql\.hbs does not do the same as ours: ./,
    /all else has to stay/,
  ],
  [
    'a block that no longer waits briefly',
    { 'sql/retry.sql': ours('sql/retry.sql').replace("budget || 'ms'", "'0'") },
    /retry\.sql\.hbs does not do the same as ours/,
    /all else has to stay/,
  ],
  [
    'one wrong template among good ones',
    { 'sql/retry.sql': ours('sql/retry.sql').replace('attempt % 10', 'attempt % 25'), [validate]: '-- nothing' },
    /^error: ours\/sql\/validate-constraint\.sql\.hbs /,
    /all else has to stay/,
  ],
  [
    'a value that the template does not get',
    { [validate]: 'ALTER TABLE {{tabel}} VALIDATE CONSTRAINT {{constraint}};' },
    /validate-constraint\.sql\.hbs names tabel, which this template does not get/,
    /did you mean \{\{table\}\}\?/,
  ],
  [
    'logic in SQL',
    { [validate]: '{{#if table}}x{{/if}}' },
    /validate-constraint\.sql\.hbs is not a template of SQL: .*logic/,
    /no logic/,
  ],
  [
    'a template that is none',
    { [validate]: 'ALTER TABLE {{table' },
    /validate-constraint\.sql\.hbs is not a template of SQL: Parse error on line 1/,
    /\{\{name\}\} where a value stands/,
  ],
  [
    'a name that we have not',
    { 'sql/validate-constrain.sql': 'x' },
    /ours\/sql\/validate-constrain\.sql\.hbs is the template of nothing/,
    /did you mean ours\/sql\/validate-constraint\.sql\.hbs\?/,
  ],
  [
    'a template beside the folders',
    { 'validate-constraint.sql': 'x' },
    /ours\/validate-constraint\.sql\.hbs is in none of the folders sql, formats and notes/,
    /did you mean ours\/sql\/validate-constraint\.sql\.hbs\?/,
  ],
  [
    'a layout without the way back',
    { [dbmate]: ours(dbmate).replace('{{down}}', '') },
    /ours\/formats\/dbmate\/migration\.sql\.hbs does not keep what a file must hold: `.*` is missing or out of order/,
    /every statement has to stay/,
  ],
  [
    'a layout that turns the ways round',
    { [dbmate]: ours(dbmate).replace('{{up}}', '{{x}}').replace('{{down}}', '{{up}}').replace('{{x}}', '{{down}}') },
    /migration\.sql\.hbs does not keep what a file must hold/,
    /in its order/,
  ],
  [
    'a layout without the marks of the tool',
    { [dbmate]: ours(dbmate).replace('-- migrate:down', '-- down') },
    /`-- migrate:down.*` is missing or out of order/,
    /the marks of the tool/,
  ],
  [
    'a layout with SQL of its own',
    { [dbmate]: `${ours(dbmate)}\nDROP TABLE audit;\n` },
    /`DROP TABLE audit` is in no plan/,
    /every statement has to stay/,
  ],
  [
    'a layout with a value that it does not get',
    { [dbmate]: `${ours(dbmate)}-- {{ticket}}\n` },
    /migration\.sql\.hbs cannot be filled: .*"ticket" not defined/,
    /it gets .*header/,
  ],
  [
    'SQL in a layout that does not parse',
    { [dbmate]: `${ours(dbmate)}\nDROP TABL audit;\n` },
    /migration\.sql\.hbs .*syntax error/,
    /./,
  ],
  [
    'notes with a value that they do not get',
    { 'notes/estimates.md': '{{ticket}}' },
    /ours\/notes\/estimates\.md\.hbs cannot be filled: .*"ticket" not defined/,
    /templates\/notes\/estimates\.md\.hbs/,
  ],
])('refuses %s', async (_, templates, says, hint) => {
  const cwd = team(templates);
  const { code, out, err } = await planned(cwd);
  expect([code, out]).toEqual([2, '']);
  const [sentence = '', next = '', ...more] = err.trimEnd().split('\n');
  expect(sentence).toMatch(says);
  expect(next).toMatch(/^try: /);
  expect(next).toMatch(hint);
  expect(more).toEqual([]);
  expect([readdirSync(cwd).toSorted(), readdirSync(join(cwd, 'db'))]).toEqual([['db', 'ours', 'plan.config.json'], []]);
});

test('the built program takes them from a folder below, and --templates before the settings', async () => {
  const cwd = team({ [dbmate]: `-- The Shop Ltd.\n${ours(dbmate)}` });
  mkdirSync(join(cwd, '.git'));
  mkdirSync(join(cwd, 'app/other/formats/dbmate'), { recursive: true });
  const below = join(cwd, 'app');
  const asked = [...words, '--dry-run', '--database', database.url];
  expect((await run(asked, { cwd: below })).out).toContain('-- The Shop Ltd.');
  writeFileSync(join(below, 'other/formats/dbmate/migration.sql.hbs'), `-- Another Ltd.\n${ours(dbmate)}`);
  const { out } = await run([...asked, '--templates', 'other'], { cwd: below });
  expect(out).toContain('-- Another Ltd.');
  expect(out).not.toContain('-- The Shop Ltd.');
});

test('a folder that is not there is named', async () => {
  const { code, err } = await planned(team({}), ['--templates', 'nowhere']);
  expect(code).toBe(2);
  expect(err).toMatch(/^error: the templates folder nowhere is not a directory/);
  expect(err).toMatch(/try: mkdir it, or correct "templates" in plan\.config\.json, PLAN_TEMPLATES or --templates/);
});
