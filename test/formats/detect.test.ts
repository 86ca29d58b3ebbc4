import { describe, expect, test } from 'vitest';
import { choices, findFormat } from '../../src/commands/find-format.ts';
import { UserError } from '../../src/errors.ts';
import { detectFormats } from '../../src/formats/detect.ts';
import { treeOf } from './memory.ts';

const found = (tree: Record<string, string>) =>
  detectFormats(treeOf(tree)).map(({ format, evidence }) => [format.name, evidence.directory]);

const pairs = { 'db/migrations/1_a.up.sql': '', 'db/migrations/1_a.down.sql': '' };
const goose = { 'db/migrations/1_a.sql': '-- +goose Up\n' };

const knexfile = (text: string) => ({ 'knexfile.js': `module.exports = { ${text} };` });
const seeds = "seeds: { directory: './db/seeds' }";
const source = (text: string) => ({ 'src/data-source.ts': `new DataSource({ migrations: [${text}] })` });

describe('one tool', () => {
  test.each<[string, Record<string, string>, [string, string]]>([
    ['pairs', pairs, ['golang-migrate', 'db/migrations']],
    ['pairs and .gomigrate.yml', { ...pairs, '.gomigrate.yml': 'driver: postgres' }, ['gomigrate', 'db/migrations']],
    ['go.mod', { 'go.mod': 'require github.com/golang-migrate/migrate/v4 v4.1' }, ['golang-migrate', 'migrations']],
    ['a marker of goose', goose, ['goose', 'db/migrations']],
    ['.env of goose', { '.env': 'GOOSE_MIGRATION_DIR=./sql/' }, ['goose', 'sql']],
    ['a marker of dbmate', { 'db/migrations/1_a.sql': '-- migrate:up\n' }, ['dbmate', 'db/migrations']],
    ['flyway.conf', { 'flyway.conf': 'flyway.locations=filesystem:db/sql\n' }, ['flyway', 'db/sql']],
    ['pom.xml', { 'pom.xml': '<artifactId>flyway-core</artifactId>' }, ['flyway', 'src/main/resources/db/migration']],
    [
      'changesets of Liquibase in YAML',
      { 'pom.xml': 'liquibase-core', 'src/main/resources/db/changelog/changes/001-a.yaml': '' },
      ['liquibase', 'src/main/resources/db/changelog/changes'],
    ],
    [
      'changesets of Liquibase in XML',
      { 'liquibase.properties': '', 'db/changelog/001-a.xml': '<changeSet/>' },
      ['liquibase', 'db/changelog'],
    ],
    [
      'Liquibase in a Gradle build',
      { 'build.gradle': "implementation 'org.liquibase:liquibase-core'" },
      ['liquibase', 'src/main/resources/db/changelog/changes'],
    ],
    [
      'locations of Spring',
      {
        'pom.xml': 'flyway-core',
        'src/main/resources/application.properties': 'spring.flyway.locations=classpath:db/migrations\n',
      },
      ['flyway', 'src/main/resources/db/migrations'],
    ],
    [
      'locations of Spring in YAML',
      {
        'src/main/resources/application.yml':
          'spring:\n  flyway:\n    enabled: true\n    locations:\n      - classpath:/db/{vendor}\n',
      },
      ['flyway', 'src/main/resources/db/postgresql'],
    ],
    [
      'a Rails with another database in development',
      {
        Gemfile: "gem 'rails'\n",
        'config/database.yml': 'default:\n  adapter: sqlite3\nproduction:\n  adapter: "postgresql"\n',
      },
      ['rails', 'db/migrate'],
    ],
    [
      'pyproject.toml',
      { 'pyproject.toml': '[tool.alembic]\nprepend_sys_path = ["."]\nscript_location = "%(here)s/db"\n[tool.x]\n' },
      ['alembic', 'db/versions'],
    ],
    [
      'dependencies on one line',
      { 'pyproject.toml': '[project]\ndependencies = ["sqlalchemy", "alembic>=1.13"]\n' },
      ['alembic', 'alembic/versions'],
    ],
    [
      'pairs in db/migration',
      { 'db/migration/1_a.up.sql': '', 'db/migration/1_a.down.sql': '' },
      ['golang-migrate', 'db/migration'],
    ],
    ['goose in db/migration', { 'db/migration/1_a.sql': '-- +goose Up\n' }, ['goose', 'db/migration']],
    ['files of Flyway', { 'db/migration/V1__a.sql': '' }, ['flyway', 'db/migration']],
    ['a Gemfile', { Gemfile: "gem 'rails', '~> 7'\n" }, ['rails', 'db/migrate']],
    ['manage.py', { 'manage.py': '', 'shop/migrations/0001_initial.py': '' }, ['django', 'shop/migrations']],
    ['alembic.ini', { 'alembic.ini': '[alembic]\nscript_location = %(here)s/db\n' }, ['alembic', 'db/versions']],
    [
      'Flask-Migrate',
      { 'migrations/alembic.ini': '', 'requirements.txt': 'Flask-Migrate==4\n' },
      ['alembic', 'migrations/versions'],
    ],
    [
      'schema.prisma',
      { 'prisma/schema.prisma': 'datasource db {\n provider = "postgresql"\n}' },
      ['prisma', 'prisma/migrations'],
    ],
    [
      'a schema elsewhere',
      { 'package.json': '{"prisma":{"schema":"db/schema.prisma"}}', 'db/schema.prisma': '' },
      ['prisma', 'db/migrations'],
    ],
    [
      'a knexfile',
      { 'knexfile.js': "module.exports = { migrations: { directory: './db/knex' } }" },
      ['knex', 'db/knex'],
    ],
    ['package.json', { 'package.json': '{"dependencies":{"knex":"3"}}' }, ['knex', 'migrations']],
  ])('by %s', (_, tree, expected) => {
    expect(found(tree)).toEqual([expected]);
  });

  test('the one whose directory has files goes before one that is only installed', () => {
    expect(found({ ...goose, 'package.json': '{"dependencies":{"@prisma/client":"6"}}' })).toEqual([
      ['goose', 'db/migrations'],
    ]);
  });
});

describe('the directory that settings in JavaScript say', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'not that of the seeds behind it',
      {
        ...knexfile(`migrations: { directory: path.join(__dirname, 'db', 'migrations') }, ${seeds}`),
        'db/seeds/01_users.js': '',
      },
      'db/migrations',
    ],
    [
      'not that of the seeds before it',
      knexfile(`${seeds}, migrations: { tableName: 'm', directory: './db/m' }`),
      'db/m',
    ],
    ['not that of the seeds alone', { ...knexfile(seeds), 'db/seeds/01_users.js': '' }, 'migrations'],
    ['added up', knexfile("migrations: { directory: __dirname + '/db/m' }"), 'db/m'],
    ['in a template', knexfile('migrations: { directory: `${__dirname}/db/m` }'), 'db/m'],
    ['from the working directory', knexfile("migrations: { directory: path.resolve(process.cwd(), 'db/m') }"), 'db/m'],
    [
      'behind a name that is not known',
      { ...knexfile("migrations: { directory: path.join(BASE, 'm') }"), 'src/db/migrations/20250101000000_a.js': '' },
      'src/db/migrations',
    ],
    [
      'in a knexfile elsewhere',
      { 'package.json': '{"dependencies":{"knex":"3"}}', 'db/migrations/1_a.ts': '' },
      'db/migrations',
    ],
    ['beside the data source', source("__dirname + '/migrations/*{.ts,.js}'"), 'src/migrations'],
    ['above the data source', source("__dirname + '/../db/*{.ts,.js}'"), 'db'],
    ['joined, with folders below', source("path.join(__dirname, 'm', '**', '*.ts')"), 'src/m'],
    ['behind what is built', source("'dist/migrations/*.js', 'src/m/*.ts'"), 'src/m'],
    ['outside of the repository', source("__dirname + '/../../m/*.ts'"), 'src/migrations'],
    ['from the root of the disk', source("'/app/m/*.ts'"), 'src/migrations'],
    ['of one file', source("'src/m/1700000000000-A.ts'"), 'src/migrations'],
  ])('%s', (_, tree, directory) => {
    expect(found(tree).map(([, each]) => each)).toEqual([directory]);
  });
});

test.each([
  ['node-pg-migrate', 'exports.up = (pgm) => { pgm.sql("SELECT 1"); };'],
  ['kysely', "import { sql, type Kysely } from 'kysely';"],
  ['knex', 'exports.up = async (knex) => { await knex.raw("SELECT 1"); };'],
])('of several whose files are named alike: %s, by what the newest says', (name, text) => {
  const dependencies = { knex: '3', kysely: '1', 'node-pg-migrate': '8' };
  const tree = { 'package.json': JSON.stringify({ dependencies }), 'migrations/1690000000000_a.js': text };
  expect(found(tree)).toEqual([[name, 'migrations']]);
});

describe('none', () => {
  test.each<[string, Record<string, string>]>([
    ['an empty repository', {}],
    ['a broken package.json', { 'package.json': '{"dependencies":' }],
    [
      'packages that only sound alike',
      { 'package.json': '{"dependencies":{"knexx":"1"}}', 'requirements.txt': 'django-stubs\n' },
    ],
    ['a Prisma of another database', { 'prisma/schema.prisma': 'datasource db {\n provider = "mysql"\n}' }],
    ['a Rails on another database', { Gemfile: "gem 'rails'\n", 'config/database.yml': 'adapter: mysql2\n' }],
  ])('in %s', (_, tree) => {
    expect(found(tree)).toEqual([]);
    expect(findFormat({ format: undefined, directory: undefined }, treeOf(tree))).toMatchObject({
      format: { name: 'plain' },
      directory: 'migrations',
      because: [],
    });
  });
});

describe('a part of the repository', () => {
  const prisma = {
    'apps/api/prisma/schema.prisma': 'datasource db {\n provider = "postgresql"\n}',
    'apps/api/prisma/migrations/20240101000000_a/migration.sql': '',
  };
  const asked = { format: undefined, directory: undefined };

  test('is named with its tool, instead of plain files that nothing runs', () => {
    expect(() => findFormat(asked, treeOf(prisma))).toThrow(/^no migration tool .* but Prisma Migrate in apps\/api \(/);
  });

  test('does not count where files were asked for, or code is not the team’s own', () => {
    expect(findFormat({ ...asked, format: 'plain' }, treeOf(prisma)).directory).toBe('migrations');
    expect(findFormat({ ...asked, directory: 'sql' }, treeOf(prisma)).directory).toBe('sql');
    const copied = Object.fromEntries(Object.entries(prisma).map(([path, text]) => [`vendor/${path}`, text]));
    expect(findFormat(asked, treeOf(copied)).format.name).toBe('plain');
  });
});

describe('what is taken', () => {
  const two = { ...goose, 'db/migrate/20250101000000_a.rb': '', Gemfile: "gem 'rails'\n" };
  const apps = { 'manage.py': '', 'shop/migrations/0001_a.py': '', 'news/migrations/0001_a.py': '' };
  const nothing = { format: undefined, directory: undefined };

  test('the one that is found, and why', () => {
    expect(findFormat(nothing, treeOf(goose))).toMatchObject({
      format: { name: 'goose' },
      because: ['the files in db/migrations have -- +goose Up'],
    });
  });

  test('of two: both are named with their reasons, and the option that says which', () => {
    expect(() => findFormat(nothing, treeOf(two))).toThrow(
      /has 2 migration tools: goose \(the files in db\/migrations have -- \+goose Up\); rails \(/,
    );
    try {
      findFormat(nothing, treeOf(two));
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      expect(error).toMatchObject({ hint: 'say which one with --format goose', exitCode: 2 });
    }
    expect(findFormat({ ...nothing, format: 'rails' }, treeOf(two)).directory).toBe('db/migrate');
    expect(choices(nothing, treeOf(two)).map(({ format }) => format)).toEqual(['goose', 'rails']);
  });

  test('of several directories of one tool: all are named, and the option that says which', () => {
    expect(() => findFormat(nothing, treeOf(apps))).toThrow(/lie in 2 places: news\/migrations, shop\/migrations/);
    expect(findFormat({ ...nothing, directory: 'shop/migrations/' }, treeOf(apps)).directory).toBe('shop/migrations');
    expect(choices(nothing, treeOf(apps)).map(({ directory }) => directory)).toEqual([
      'news/migrations',
      'shop/migrations',
    ]);
    expect(choices({ format: 'django', directory: 'shop/migrations' }, treeOf(apps))).toEqual([]);
  });

  test('a tool without a place of its own needs one', () => {
    expect(() => findFormat({ ...nothing, format: 'django' }, treeOf({}))).toThrow(
      /migrations of Django lie is not known/,
    );
  });
});
