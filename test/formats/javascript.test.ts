/** What the formats of the JavaScript world take from what lies in the repository. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { detectFormats } from '../../src/formats/detect.ts';
import { type Format, formats } from '../../src/formats/index.ts';
import { loadSql, parseStatements } from '../../src/sql/parse.ts';
import type { OutputFile, Plan } from '../../src/types.ts';
import type { Extractor } from './extract/extracted.ts';
import { alone, fixture, statement, step, withSteps } from './fixture.ts';
import { treeOf } from './memory.ts';

const now = new Date('2026-03-01T12:00:00Z');
beforeAll(loadSql);

function format(name: string): Format {
  const found = formats.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no format is called ${name}`);
  return found;
}

/** What a format writes into the directory `db` of this repository. */
function written(name: string, tree: Record<string, string>, plan: Plan = fixture(), reuse: string[] = []) {
  const repo = treeOf(tree);
  const existing = repo.list('db').filter((entry) => !reuse.includes(entry));
  return format(name).files(plan, { directory: 'db', existing, now, reuse, repo });
}

const paths = (files: readonly OutputFile[]): string[] => files.map(({ path }) => path);
const one = (sql: string): Plan => withSteps('expand', [step('one', statement(sql))]);

const last = (tree: Record<string, string>) => paths(written('umzug', tree)).at(-1);
const only = (plan: Plan): Plan => ({ ...plan, phases: plan.phases.slice(0, 1) });
const sha = (text: string): string => `sha1:${createHash('sha1').update(text).digest('hex')}`;
const has = (name: string) => ({ 'package.json': JSON.stringify({ dependencies: { [name]: '1' } }) });
const empty = (path: string) => ({ [path]: '' });

describe('the flavour of the language is that of the repository', () => {
  const module = { 'package.json': '{ "type": "module" }' };
  const cases: [string, string, string, string][] = [
    ['knex', '20250101000000_a', 'js', 'ts'],
    ['node-pg-migrate', '1735689600000_a', 'cjs', 'ts'],
    ['typeorm', '1735689600000-A', 'js', 'ts'],
    ['sequelize', '20250101000000-a', 'js', 'ts'],
    ['kysely', '1735689600000_a', 'js', 'ts'],
    ['mikro-orm', 'Migration20250101000000_a', 'js', 'ts'],
  ];
  const hostile = String.raw`SELECT '? \? \\ ${'`'} \${x} ''q'' ${'${y}'} :n %s';`;

  test.each(cases)('%s', async (name, there, plain, typed) => {
    const { extractor } = (await import(`./extract/${name}.ts`)) as { extractor: Extractor };
    const commonjs = written(name, {}, one(hostile));
    const esm = written(name, module, one(hostile));
    const typescript = written(name, { [`db/${there}.${typed}`]: 'export class A {}' }, one(hostile));
    expect(commonjs[0]?.path.endsWith(`.${plain}`)).toBe(true);
    expect(commonjs[0]?.content).not.toMatch(/^(import|export) /m);
    expect(esm[0]?.content).toMatch(/^export /m);
    expect(typescript[0]?.path.endsWith(`.${typed}`)).toBe(true);
    expect(typescript[0]?.content).toMatch(/: Promise<void>|: void/);
    for (const files of [commonjs, esm, typescript]) {
      const [first] = await extractor.extract(files);
      expect(first?.up.map((text) => parseStatements(text).map((each) => each.text)).flat()).toEqual([
        hostile.replace(/;$/, ''),
      ]);
    }
  });

  test('a JavaScript file that is there says more than package.json', () => {
    const esm = written('kysely', { 'db/1735689600000_a.js': 'export const up = 1;' });
    expect(esm[0]?.content).toMatch(/^export /m);
    const commonjs = written('kysely', { ...module, 'db/1735689600000_a.cjs': 'exports.up = 1;' });
    expect(commonjs[0]?.path).toMatch(/\.cjs$/);
  });
});

describe('numbers and names go on as they are', () => {
  test.each([
    ['node-pg-migrate', '1735689600000_add-users.js', /^1772366400000_expand-users-display-name\.js$/],
    ['node-pg-migrate', '20250101000000000_add_users.sql', /^20260301120000000_expand_users_display_name\.cjs$/],
    ['node-pg-migrate', '0007_add.ts', /^0008_expand-users-display-name\.ts$/],
    ['typeorm', '1735689600000-AddUsers.ts', /^1772366400000-ExpandUsersDisplayName\.ts$/],
    ['typeorm', '1735689600000-ExpandUsersDisplayName.ts', /^1772366400000-ExpandUsersDisplayName2\.ts$/],
    ['sequelize', '20250101000000-add-users.js', /^20260301120000-expand-users-display-name\.js$/],
    ['umzug', '2025.01.01T00.00.00.users.sql', /^2026\.03\.01T12\.00\.00\.expand_users_display_name\.sql$/],
    ['umzug', '2027.01.01T00.00.00.users.sql', /^2027\.01\.01T00\.00\.01\.expand_/],
    ['umzug', '007_users.up.sql', /^008_expand_users_display_name\.up\.sql$/],
    ['kysely', '0001_users.ts', /^0002_expand_users_display_name\.ts$/],
    ['mikro-orm', 'Migration20250101000000.ts', /^Migration20260301120000_expand_users_display_name\.ts$/],
    ['postgrator', '0041.do.users.sql', /^0042\.do\.expand-users-display-name\.sql$/],
    ['postgrator', '1.do.add_users.sql', /^2\.do\.expand_users_display_name\.sql$/],
    ['supabase', '20250101000000_users.sql', /^20260301120000_expand_users_display_name\.sql$/],
    ['drizzle', '0011_wise_hulk.sql', /^0012_expand_users_display_name\.sql$/],
    ['drizzle', '20250101000000_wise/migration.sql', /^20260301120000_expand_users_display_name\/migration\.sql$/],
  ])('%s after %s', (name, there, next) => {
    expect(paths(written(name, { [`db/${there}`]: '' }))[0]).toMatch(next);
  });

  test('what no number tells the place of is refused', () => {
    expect(() => written('kysely', { 'db/2025-01-01-users.ts': '' })).toThrow(/numbering in db is not known/);
    const twice = { 'db/2025.01.01T00.00.00.a.sql': '', 'db/2025.01.01T00.00.00.b.sql': '' };
    expect(() => written('umzug', twice)).toThrow(/have the same number/);
  });

  test('the way back of umzug lies beside, or in a folder', () => {
    expect(last({})).toBe('down/2026.03.01T12.00.00.expand_users_display_name.sql');
    expect(last({ 'db/1_a.up.sql': '' })).toBe('2_expand_users_display_name.down.sql');
  });
});

describe('what keeps a file out of a transaction', () => {
  const lone = withSteps('expand', [step('i', statement('CREATE INDEX CONCURRENTLY i ON t (a);', alone))]);

  test.each([
    ['node-pg-migrate', '  pgm.noTransaction();'],
    ['typeorm', '  transaction = false;'],
    ['mikro-orm', 'isTransactional() {\n    return false;'],
    ['graphile-migrate', '\n\n--! no-transaction\n'],
  ])('%s', (name, line) => {
    expect(written(name, {}, lone)[0]?.content).toContain(line);
    expect(written(name, {}, one('SELECT 2;'))[0]?.content).not.toContain(line);
  });

  test.each(['typeorm', 'kysely', 'mikro-orm'])('%s needs a setting besides, and the plan says so', (name) => {
    const says = (plan: Plan) => {
      const naming = { directory: 'db', existing: [], now, reuse: [], repo: treeOf({}) };
      return format(name).findings?.(format(name).files(plan, naming), plan, naming).length;
    };
    expect(says(only(lone))).toBe(1);
    expect(says(only(one('SELECT 2;')))).toBe(0);
  });
});

describe('Graphile Migrate', () => {
  const first = { 'db/000001-a.sql': '--! Previous: -\n--! Hash: sha1:abc\n\nSELECT 1;\n' };

  test('each file has the hash of itself and of the one before it', () => {
    const files = written('graphile-migrate', first);
    let previous = 'sha1:abc';
    for (const { content } of files) {
      const [header = '', body = ''] = content.split(/\n\n([^]*)/);
      expect(header).toContain(`--! Previous: ${previous}\n`);
      previous = sha(`${previous}\n${body.trim()}\n`);
      expect(header).toContain(`--! Hash: ${previous}\n`);
    }
    expect(files).toHaveLength(5);
    expect(written('graphile-migrate', {})[0]?.content).toMatch(/^--! Previous: -\n/);
  });

  test('what breaks the chain, or would be replaced, is refused', () => {
    expect(() => written('graphile-migrate', { 'db/000001.sql': 'SELECT 1;' })).toThrow(/has no line --! Hash:/);
    expect(() => written('graphile-migrate', { 'db/committed/000001.sql': '' })).toThrow(/holds a folder committed/);
    const settings = { '.gmrc': '{ "placeholders": { ":VISITOR": "!ENV" } }' };
    expect(() => written('graphile-migrate', {}, one("SELECT ':DATABASE_OWNER';"))).toThrow(/:DATABASE_OWNER, which/);
    expect(() => written('graphile-migrate', settings, one("SELECT ':VISITOR';"))).toThrow(/:VISITOR, which/);
    expect(written('graphile-migrate', settings, one("SELECT ':VISITORS';"))).toHaveLength(5);
  });
});

describe('Drizzle', () => {
  const path = 'db/meta/_journal.json';
  const entry = { idx: 4, version: '7', when: 1_900_000_000_000, tag: '0004_a', breakpoints: true };
  const journal = JSON.stringify({ version: '7', dialect: 'postgresql', entries: [entry], kept: 1 });
  const listed = (files: readonly OutputFile[]) =>
    JSON.parse(files.at(-1)?.content ?? '') as { entries: (typeof entry)[]; kept?: number };

  test('the journal gets an entry a file, each later than all before it', () => {
    const files = written('drizzle', { 'db/0004_a.sql': '', [path]: journal });
    expect(files.at(-1)).toMatchObject({ path: 'meta/_journal.json', role: 'sidecar', replaces: true });
    const { entries, kept } = listed(files);
    expect(kept).toBe(1);
    expect(entries.map(({ idx, when }) => [idx, when])).toEqual([
      [4, entry.when],
      [5, entry.when + 1000],
      [6, entry.when + 2000],
      [7, entry.when + 3000],
    ]);
    expect(entries.slice(1).map(({ tag }) => `${tag}.sql`)).toEqual(paths(files).slice(0, -1));
  });

  test('an empty directory gets a new one, and a second writing no entry twice', () => {
    const files = written('drizzle', {});
    expect(paths(files)[0]).toBe('0000_expand_users_display_name.sql');
    expect(files.at(-1)?.replaces).toBeUndefined();
    const tree = Object.fromEntries(files.map((file) => [`db/${file.path}`, file.content]));
    const again = written('drizzle', tree, fixture(), paths(files).slice(0, -1));
    expect(paths(again)).toEqual(paths(files));
    expect(listed(again).entries).toHaveLength(3);
  });

  test.each([
    ['is no JSON', '{', /cannot be read/],
    ['has no entries', '{}', /cannot be read/],
    ['has an entry without a time', '{"entries":[{"idx":0,"tag":"0000_a"}]}', /cannot be read/],
    ['is of another database', '{"dialect":"mysql","entries":[]}', /says that the database is mysql/],
  ])('a journal that %s is refused', (_, text, message) => {
    expect(() => written('drizzle', { [path]: text })).toThrow(message);
    expect(() => written('drizzle', { [path]: text })).toThrow(UserError);
  });

  test('SQL with a breakpoint in it is refused', () => {
    expect(() => written('drizzle', {}, one("SELECT '--> statement-breakpoint';"))).toThrow(/would cut it/);
  });

  test('1.0 has a folder a migration and no journal', () => {
    const files = written('drizzle', { 'package.json': '{"devDependencies":{"drizzle-kit":"^1.0.0"}}' });
    expect(paths(files)[0]).toBe('20260301120000_expand_users_display_name/migration.sql');
    expect(files.some(({ role }) => role !== undefined)).toBe(false);
  });
});

describe('detection', () => {
  test.each<[string, Record<string, string>, [string, string]]>([
    ['node-pg-migrate', has('node-pg-migrate'), ['node-pg-migrate', 'migrations']],
    ['its settings', { '.node-pg-migraterc.json': '{"migrations-dir":"db/m"}' }, ['node-pg-migrate', 'db/m']],
    [
      'drizzle.config.ts',
      { 'drizzle.config.ts': "export default { dialect: 'postgresql', out: './db/drizzle' }" },
      ['drizzle', 'db/drizzle'],
    ],
    [
      'a data source',
      { 'src/data-source.ts': "new DataSource({ migrations: ['src/db/steps/*.ts'] })" },
      ['typeorm', 'src/db/steps'],
    ],
    [
      'files of TypeORM',
      { ...has('typeorm'), ...empty('src/migration/1735689600000-A.ts') },
      ['typeorm', 'src/migration'],
    ],
    [
      '.sequelizerc',
      { '.sequelizerc': "module.exports = { 'migrations-path': path.resolve(__dirname, 'db', 'migrations') }" },
      ['sequelize', 'db/migrations'],
    ],
    ['sequelize-cli', has('sequelize-cli'), ['sequelize', 'migrations']],
    ['umzug and SQL files', { ...has('umzug'), ...empty('db/migrations/1_a.sql') }, ['umzug', 'db/migrations']],
    ['kysely.config.ts', empty('kysely.config.ts'), ['kysely', 'migrations']],
    ['files of Kysely', { ...has('kysely'), ...empty('src/migrations/1_a.ts') }, ['kysely', 'src/migrations']],
    [
      'mikro-orm.config.ts',
      { 'mikro-orm.config.ts': "defineConfig({ migrations: { path: 'dist/migrations', pathTs: 'src/steps' } })" },
      ['mikro-orm', 'src/steps'],
    ],
    ['.postgratorrc.json', { '.postgratorrc.json': '{"migrationPattern": "db/steps/*"}' }, ['postgrator', 'db/steps']],
    ['files of postgrator', empty('migrations/001.do.a.sql'), ['postgrator', 'migrations']],
    ['.gmrc', { '.gmrc': '{"migrationsFolder": "./db"}' }, ['graphile-migrate', 'db/committed']],
    ['supabase/config.toml', empty('supabase/config.toml'), ['supabase', 'supabase/migrations']],
  ])('by %s', (_, tree, expected) => {
    expect(detectFormats(treeOf(tree)).map(({ format: { name }, evidence }) => [name, evidence.directory])).toEqual([
      expected,
    ]);
  });

  test('an ORM that is there for its queries alone does not count beside a tool with files', () => {
    const tree = { ...has('kysely'), 'db/migrations/1_a.sql': '-- migrate:up\n' };
    expect(detectFormats(treeOf(tree)).map(({ format: { name } }) => name)).toEqual(['dbmate']);
  });

  test('a Drizzle of another database is none of ours', () => {
    expect(detectFormats(treeOf({ 'drizzle.config.ts': "export default { dialect: 'sqlite' }" }))).toEqual([]);
  });
});
