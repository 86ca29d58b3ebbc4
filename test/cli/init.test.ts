import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findFormat } from '../../src/commands/find-format.ts';
import { settingsFrom } from '../../src/commands/settings-from.ts';
import { connectionIn } from '../../src/config/detect.ts';
import { configFile } from '../../src/config/file.ts';
import { repoAt } from '../../src/formats/repo.ts';
import { keys, terminal } from '../wizard/terminal.ts';
import { emptyDirectory, type Ran, run, runHere } from './run.ts';

function repository(files: Readonly<Record<string, string>>): string {
  const cwd = emptyDirectory();
  for (const [path, text] of Object.entries({ '.git/HEAD': '', ...files })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return cwd;
}

const read = (cwd: string): unknown => JSON.parse(readFileSync(join(cwd, 'plan.config.json'), 'utf8'));

const shop = {
  'db/migrations/000001_users.up.sql': 'CREATE TABLE users ();\n',
  'db/migrations/000001_users.down.sql': 'DROP TABLE users;\n',
  '.env':
    'PORT=80\nCACHE_URL=redis://c\nDATABASE_URL="postgres://me:s3cret@db/shop"\nDIRECT_URL=postgres://me:s3cret@db/shop\n',
};
const two = {
  'db/migrations/20240101000000_users.sql': '-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 1;\n',
  'flyway.conf': 'flyway.locations=filesystem:sql\n',
  'sql/V1__users.sql': 'SELECT 1;\n',
};

test('writes what the repository shows, in a file that is read again, and says why', async () => {
  const cwd = repository({ ...shop, 'plan-templates/sql/add-column.sql.hbs': 'x' });
  const { code, out, err } = await run(['init'], { cwd });
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('Wrote plan.config.json');
  expect(out).toMatch(/format +.*db\/migrations/);
  expect(out).toMatch(/connection +\.env has it, and besides DATABASE_URL \(only the name is written\)/);
  expect(out).toMatch(/templates +plan-templates holds templates of our names/);
  expect(configFile(undefined, cwd)?.values).toEqual({
    format: 'golang-migrate',
    directory: 'db/migrations',
    plans: 'plans',
    connection: 'DIRECT_URL',
    lockTimeoutMs: 100,
    templates: 'plan-templates',
  });
  expect(out + readFileSync(join(cwd, 'plan.config.json'), 'utf8')).not.toMatch(/s3cret|postgres:/);
});

test('without a tool it says so and leaves the format out, so that a later one is found', async () => {
  const cwd = repository({});
  const { out } = await runHere(['init'], { cwd });
  expect(out).toMatch(/format +left out: no migration tool was recognised/);
  expect(read(cwd)).toEqual({ plans: 'plans', lockTimeout: '100ms' });
  mkdirSync(join(cwd, 'db/migrations'), { recursive: true });
  writeFileSync(join(cwd, 'db/migrations/00001_a.sql'), '-- +goose Up\nSELECT 1;\n');
  const settings = settingsFrom({}, {}, configFile(undefined, cwd));
  expect(findFormat(settings, repoAt(cwd)).format.name).toBe('goose');
});

test('leaves a file that is there alone, and replaces it with --force', async () => {
  const cwd = repository({ ...shop, 'plan.config.json': '{}' });
  const { code, out, err } = await runHere(['init'], { cwd });
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/plan\.config\.json exists already, and nothing was written/);
  expect(readFileSync(join(cwd, 'plan.config.json'), 'utf8')).toBe('{}');
  expect((await runHere(['init', '--force'], { cwd })).code).toBe(0);
  expect(configFile(undefined, cwd)?.values.format).toBe('golang-migrate');
});

test('below a file that counts there it writes no second one, unless it is told to', async () => {
  const cwd = repository({ ...shop, 'plan.config.json': '{}', 'app/deep/readme': '' });
  const below = join(cwd, 'app/deep');
  const { code, err } = await runHere(['init'], { cwd: below });
  expect(code).toBe(2);
  expect(err).toMatch(/^error: \.\.\/\.\.\/plan\.config\.json counts here already, and nothing was written/);
  expect(readdirSync(below)).toEqual(['readme']);
  expect((await runHere(['init', '--force'], { cwd: below })).code).toBe(0);
  expect(read(below)).toEqual({ plans: 'plans', lockTimeout: '100ms' });
  expect(readFileSync(join(cwd, 'plan.config.json'), 'utf8')).toBe('{}');
});

test('a file in another folder is for that folder, and typed paths are from here', async () => {
  const cwd = repository({ 'api/db/migrations/00001_a.sql': '-- +goose Up\nSELECT 1;\n' });
  const { code } = await runHere(['init', '--config', 'api/plan.config.json', '--plans', 'docs/plans'], { cwd });
  expect(code).toBe(0);
  expect(read(join(cwd, 'api'))).toMatchObject({ format: 'goose', directory: 'db/migrations', plans: '../docs/plans' });
});

test('--dry-run prints the file and writes nothing', async () => {
  const cwd = repository(shop);
  const { code, out } = await runHere(['init', '--dry-run'], { cwd });
  expect(code).toBe(0);
  expect(out).toContain('"format": "golang-migrate"');
  expect(out).toContain('Nothing was written.');
  expect(existsSync(join(cwd, 'plan.config.json'))).toBe(false);
});

test('--json says what was written and why', async () => {
  const cwd = repository({ '.env': 'SHOP_DB_URL=postgres://db/shop\n' });
  const { out } = await runHere(['init', '--json', '--no-scan', '--lock-timeout', '1s', '--stack', 'none'], { cwd });
  expect(JSON.parse(out)).toMatchObject({
    file: 'plan.config.json',
    written: true,
    settings: { connection: 'SHOP_DB_URL', lockTimeout: '1s', scan: false, stack: 'none' },
    because: {
      connection: expect.stringMatching(/^\.env has it/),
      lockTimeout: '--lock-timeout said so',
      scan: '--no-scan said so',
    },
  });
  expect(configFile(undefined, cwd)?.values).toMatchObject({ lockTimeoutMs: 1000, scan: false });
});

test('of two tools it takes neither, and says how to choose', async () => {
  const cwd = repository(two);
  const { code, err } = await runHere(['init'], { cwd });
  expect(code).toBe(2);
  expect(err).toMatch(/may use dbmate in db\/migrations \(.*\) or flyway in sql \(/);
  expect(err).toContain('try: plan init --format dbmate --dir db/migrations');
  expect(existsSync(join(cwd, 'plan.config.json'))).toBe(false);
  expect((await runHere(['init', '--format', 'Flyway'], { cwd })).code).toBe(0);
  expect(configFile(undefined, cwd)?.values).toMatchObject({ format: 'flyway', directory: 'sql' });
});

test.each([
  [['--connection', 'postgres://me:s3cret@db/shop'], /"connection" .* must be the name of an environment variable/],
  [['--format', 'flyawy'], /did you mean --format flyway/],
  [['--lock-timeout', '1h'], /"lockTimeout" in plan\.config\.json/],
  [['--plans', ' '], /"plans" in plan\.config\.json is empty/],
  [['--sync', 'both'], /--sync/],
])('%j is refused, without a secret and without a file', async (words, says) => {
  const cwd = repository({});
  const { code, out, err } = await runHere(['init', ...words], { cwd });
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(says);
  expect(err).not.toContain('s3cret');
  expect(readdirSync(cwd)).toEqual(['.git']);
});

// A superuser may write anywhere; here it is nobody for a moment.
function asNobody(work: () => Promise<Ran>): Promise<Ran> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  return work().finally(() => process.seteuid?.(0));
}

test('where it may not write it says so, and what else can be done', async () => {
  const cwd = repository({});
  // What the command loads is loaded before.
  await runHere(['init', '--dry-run'], { cwd });
  chmodSync(cwd, 0o555);
  const { code, err } = await asNobody(() => runHere(['init'], { cwd }));
  expect(code).toBe(2);
  expect(err).toMatch(/plan\.config\.json cannot be written \(permission denied\), and nothing was written/);
  expect(err).toMatch(/try: plan init --config FILE writes it elsewhere, and plan init --dry-run only prints it/);
  expect(readdirSync(cwd)).toEqual(['.git']);
});

describe('in a terminal', () => {
  test('it asks which of two tools, shows the file, and asks before writing', async () => {
    const cwd = repository(two);
    const screen = terminal(['init'], cwd);
    await screen.picks(/Which migration tool\?/, 'flyway');
    await screen.sees(/"format": "flyway"/);
    await screen.sees(/format +you chose it/);
    await screen.answers(/Write plan\.config\.json\?/, 'y\r');
    expect(await screen.ended).toBe(0);
    expect(configFile(undefined, cwd)?.values).toMatchObject({ format: 'flyway', directory: 'sql' });
  });

  test.each([
    ['no', 'n\r', 0],
    ['Ctrl-C', keys.ctrlC, 130],
  ])('%s writes nothing', async (_, typed, code) => {
    const cwd = repository(shop);
    const screen = terminal(['init'], cwd);
    await screen.answers(/Write plan\.config\.json\?/, typed);
    expect(await screen.ended).toBe(code);
    expect(existsSync(join(cwd, 'plan.config.json'))).toBe(false);
  });

  test('--yes asks nothing', async () => {
    const cwd = repository(shop);
    const screen = terminal(['init', '--yes'], cwd);
    expect(await screen.ended).toBe(0);
    expect(screen.screen()).not.toContain('?');
    expect(existsSync(join(cwd, 'plan.config.json'))).toBe(true);
  });
});

test.each([
  ['a URL of another server', 'DATABASE_URL=mysql://h/d', null],
  ['an unusual name', 'MAIN=postgresql://h/d', 'MAIN'],
  ['an empty value', 'APP_DATABASE_URL=', null],
  ['no URL', 'APP_DATABASE_DSN=host=db', 'APP_DATABASE_DSN'],
  ['nothing of a database', 'A=1', null],
])('the variable of the database: %s', (_, text, name) => {
  const repo = { list: () => [], read: (path: string) => (path === '.env' ? text : null) };
  expect(connectionIn(repo)?.value ?? null).toBe(name);
});

test.each(['.env.local', '.env.development', '.env.example'])(
  'of %s no plan reads it, so init does not, either',
  async (file) => {
    const cwd = repository({ [file]: 'DATABASE_URL=postgres://me:s3cret@db/shop\n' });
    expect((await runHere(['init'], { cwd })).code).toBe(0);
    expect(read(cwd)).toEqual({ plans: 'plans', lockTimeout: '100ms' });
  },
);
