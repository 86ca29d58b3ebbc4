/** Where a connection is found, each file as its framework writes it; what would have to be run is said and left out. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findConnections } from '../../src/wizard/connections/find.ts';
import { sources } from '../../src/wizard/connections/index.ts';
import { describeUrl, postgresUrl, withoutPassword, withPassword } from '../../src/wizard/connections/url.ts';
import { emptyDirectory } from '../cli/run.ts';

interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly env?: NodeJS.ProcessEnv;
  readonly finds?: readonly string[];
  readonly skips?: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'dotenv: a URL, with what another variable holds',
    files: {
      '.env': 'DB_PASS="s3 cret"\nOTHER=redis://x\nDATABASE_URL=postgres://me:${DB_PASS}@db:5433/app # comment\n',
    },
    finds: ['postgres://me:s3%20cret@db:5433/app | app on db:5433 as me | DATABASE_URL in .env'],
  },
  {
    name: 'dotenv: the nearest to the developer first, the same one once',
    files: {
      '.env': 'DATABASE_URL=postgres://db/app',
      '.env.local': 'DATABASE_URL=postgres://localhost/mine',
      '.env.development': 'DATABASE_URL=postgresql://db/app',
    },
    finds: [
      'postgres://localhost/mine | mine on localhost:5432 | DATABASE_URL in .env.local',
      'postgres://db/app | app on db:5432 | DATABASE_URL in .env.development',
    ],
  },
  {
    name: 'dotenv: the PG variables, and those of the Docker image',
    files: {
      '.env': 'PGHOST=/run/pg\nPGUSER=me\nPGPASSWORD=a@b\nPGDATABASE=app\nPOSTGRES_USER=root\nPOSTGRES_DB=dev\n',
    },
    finds: [
      'postgres://me:a%40b@localhost/app?host=%2Frun%2Fpg | app on /run/pg as me | PGHOST in .env',
      'postgres://root@localhost/dev | dev on localhost:5432 as root | POSTGRES_DB in .env',
    ],
  },
  {
    name: 'prisma: env, and without what is only for Prisma',
    files: {
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url = env("PRISMA_URL")\n}\n',
    },
    env: {
      PRISMA_URL:
        'postgresql://me:p@db/app?schema=shop&connection_limit=1&sslmode=require&sslaccept=accept_invalid_certs',
    },
    finds: [
      'postgres://me:p@db/app?sslmode=no-verify | app on db:5432 as me | env("PRISMA_URL") in prisma/schema.prisma',
    ],
  },
  {
    name: 'prisma: another database, and a variable that is nowhere',
    files: {
      'prisma/schema.prisma': 'datasource db {\n  provider = "mysql"\n  url = env("X")\n}\n',
      'schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url = env("NOWHERE")\n}\n',
    },
    skips: ['schema.prisma: NOWHERE is set nowhere'],
  },
  {
    name: 'drizzle: an environment variable from .env.local; what is computed is not run',
    files: {
      'drizzle.config.ts':
        'export default defineConfig({ dialect: "postgresql", dbCredentials: { url: process.env.PG_URL! } });',
      '.env.local': 'PG_URL=postgres://me@db/drizzled',
    },
    finds: ['postgres://me@db/drizzled | drizzled on db:5432 as me | PG_URL in .env.local'],
  },
  {
    name: 'knex: a string, and code',
    files: {
      'knexfile.js':
        "module.exports = { client: 'pg', // connection: 'postgres://old/x'\n connection: 'postgres://me@db/knexed' };",
      'knexfile.ts': "export default { client: 'pg', connection: secrets.read('db') };",
    },
    finds: ['postgres://me@db/knexed | knexed on db:5432 as me | connection in knexfile.js'],
    skips: ['knexfile.ts: its connection is computed, and code is not run'],
  },
  {
    name: 'sequelize: an entry an environment',
    files: {
      'config/config.json': JSON.stringify({
        development: { dialect: 'postgres', host: 'db', username: 'me', password: 'p/w', database: 'dev' },
        test: { dialect: 'sqlite' },
        production: { dialect: 'postgres', use_env_variable: 'PROD' },
      }),
    },
    env: { PROD: 'postgres://prod/app' },
    finds: [
      'postgres://me:p%2Fw@db/dev | dev on db:5432 as me | development in config/config.json',
      'postgres://prod/app | app on prod:5432 | production in config/config.json',
    ],
  },
  {
    name: 'rails: anchors, and of ERB only ENV',
    files: {
      'config/database.yml': [
        'default: &default',
        '  adapter: postgresql',
        '  host: <%= ENV.fetch("DB_HOST") { "localhost" } %>',
        'development:',
        '  <<: *default',
        '  database: "app_development" # mine',
        'production:',
        '  <<: *default',
        '  database: app',
        '  password: <%= Rails.application.credentials.db %>',
      ].join('\n'),
    },
    finds: [
      'postgres://localhost/app_development | app_development on localhost:5432 | development in config/database.yml',
    ],
  },
  {
    name: 'laravel: DB_CONNECTION=pgsql',
    files: {
      '.env': 'DB_CONNECTION=pgsql\nDB_HOST=db\nDB_PORT=5434\nDB_DATABASE=shop\nDB_USERNAME=me\nDB_PASSWORD="p#w"\n',
    },
    finds: ['postgres://me:p%23w@db:5434/shop | shop on db:5434 as me | DB_CONNECTION in .env'],
  },
  {
    name: 'django: strings and environment variables',
    files: {
      'shop/settings.py': [
        'DATABASES = {',
        "    'default': {",
        "        'ENGINE': 'django.db.backends.postgresql',",
        "        'NAME': 'shop', 'USER': os.environ.get('DB_USER', 'me'),",
        "        'PASSWORD': os.environ['DB_PASSWORD'], 'HOST': 'db',",
        '    }',
        '}',
      ].join('\n'),
    },
    env: { DB_PASSWORD: 'pw' },
    finds: ["postgres://me:pw@db/shop | shop on db:5432 as me | DATABASES['default'] in shop/settings.py"],
  },
  {
    name: 'django: what is computed is not run',
    files: {
      'shop/settings.py':
        "DATABASES = {'default': {'ENGINE': 'django.db.backends.postgresql', 'NAME': name_of(BASE_DIR)}}\n",
    },
    skips: ['shop/settings.py: DATABASES is computed, or its variables are set nowhere'],
  },
  {
    name: 'alembic: the URL of a SQLAlchemy driver; one that is put together is left out',
    files: { 'alembic.ini': '[alembic]\nsqlalchemy.url = postgresql+psycopg://me:p%%40w@db/app\n' },
    finds: ['postgres://me:p%40w@db/app | app on db:5432 as me | sqlalchemy.url in alembic.ini'],
  },
  {
    name: 'spring: properties with placeholders, and YAML',
    files: {
      'src/main/resources/application.properties':
        'spring.datasource.url=jdbc:postgresql://${DB_HOST:localhost}:5432/shop?currentSchema=x\nspring.datasource.username=me\nspring.datasource.password=${DB_PW}\n',
      'config/application.yml': 'spring:\n  datasource:\n    url: "jdbc:postgresql://db/shop2?user=you&password=p"\n',
    },
    env: { DB_PW: 'p w' },
    finds: [
      'postgres://me:p%20w@localhost:5432/shop | shop on localhost:5432 as me | spring.datasource.url in src/main/resources/application.properties',
      'postgres://you:p@db/shop2 | shop2 on db:5432 as you | spring.datasource.url in config/application.yml',
    ],
  },
  {
    name: 'gomigrate: a URL under any key',
    files: { '.gomigrate.yml': 'driver: postgres\ndsn: ${DSN}\n' },
    env: { DSN: 'postgres://me@db/gone' },
    finds: ['postgres://me@db/gone | gone on db:5432 as me | dsn in .gomigrate.yml'],
  },
];

function directoryWith(files: Readonly<Record<string, string>>): string {
  const cwd = emptyDirectory();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), content);
  }
  return cwd;
}

test.each(cases)('$name', ({ files, env = {}, finds = [], skips = [] }) => {
  const { candidates, skipped } = findConnections(env, directoryWith(files));
  expect(candidates.map(({ database, says, where }) => [database, says, where].join(' | '))).toEqual(finds);
  expect(skipped).toEqual(skips);
});

test('every source has a case, and a file of its own', () => {
  const names = sources.map(({ name }) => name);
  expect(names.filter((name) => !cases.some((each) => each.name.startsWith(`${name}:`)))).toEqual([]);
  const files = readdirSync(join(import.meta.dirname, '../../src/wizard/connections')).map((file) =>
    basename(file, '.ts'),
  );
  expect(names.filter((name) => !files.includes(name))).toEqual([]);
});

test('what the environment names comes first, and is taken as the command line takes it', () => {
  const cwd = directoryWith({ '.env': 'DATABASE_URL=postgres://db/app\nMINE=postgres://me@db/mine' });
  const { candidates } = findConnections({ DATABASE_URL: 'postgres://db/app' }, cwd);
  expect(candidates.map(({ database, where }) => [database, where])).toEqual([
    [undefined, 'DATABASE_URL in the environment'],
    ['postgres://me@db/mine', 'MINE in .env'],
  ]);
  const [pieces] = findConnections({ PGHOST: 'db', PGDATABASE: 'app', PGUSER: 'me' }, emptyDirectory()).candidates;
  expect(pieces).toMatchObject({
    database: undefined,
    says: 'app on db:5432 as me',
    where: 'PGHOST, PGDATABASE, PGUSER in the environment',
  });
});

test('what the settings choose comes before all others, which a command has to be told then', () => {
  const cwd = directoryWith({ '.env': 'APP_DB=postgres://me:pw@db/app\nMINE=postgres://me@db/mine' });
  const env = { DATABASE_URL: 'postgres://db/other' };
  const chosen = { variable: 'APP_DB', database: 'postgres://me:pw@db/app?schema=x', where: 'plan.config.json' };
  const found = findConnections(env, cwd, chosen);
  expect(found.candidates.map(({ database, where, settled }) => [database, where, settled])).toEqual([
    ['postgres://me:pw@db/app', 'APP_DB, from plan.config.json', true],
    ['postgres://db/other', 'DATABASE_URL in the environment', false],
    ['postgres://me@db/mine', 'MINE in .env', false],
  ]);
  expect(found.skipped).toEqual([]);
  const unset = findConnections(env, emptyDirectory(), { ...chosen, database: undefined });
  expect(unset.skipped).toEqual(['plan.config.json: APP_DB is set nowhere']);
  expect(unset.candidates.filter(({ settled }) => settled)).toEqual([]);
});

test.each([
  ['postgres://me@db/app', 'postgres://me:p%40%20w@db/app'],
  ['postgres:///app?host=/run/pg', 'postgres:///app?host=%2Frun%2Fpg&password=p%40+w'],
])('a password is put into %s', (url, complete) => {
  expect(withPassword(url, 'p@ w')).toBe(complete);
  expect(withoutPassword(withPassword(url, 'p@ w'))).not.toContain('p%40');
});

test('files are looked for up to the top of the repository, and not beyond it', () => {
  const outer = directoryWith({
    '.env': 'A=postgres://outer/a',
    'repo/.git/HEAD': '',
    'repo/.env': 'B=postgres://db/b',
    'repo/app/x': '',
  });
  expect(findConnections({}, join(outer, 'repo/app')).candidates.map(({ where }) => where)).toEqual(['B in ../.env']);
});

test.each([
  ['mysql://db/app', null],
  ['postgres', null],
  ['prisma+postgres://accelerate/x', null],
  ['postgresql+asyncpg://me@db/app', 'postgres://me@db/app'],
  ['postgres://me:p@db/app?sslmode=prefer&sslrootcert=ca.pem', 'postgres://me:p@db/app?sslrootcert=ca.pem'],
  [
    'postgres://db/app?sslaccept=strict&sslmode=require&sslcert=ca.pem',
    'postgres://db/app?sslmode=require&sslrootcert=ca.pem',
  ],
])('%s becomes %s', (text, url) => {
  expect(postgresUrl(text)).toBe(url);
});

test('no password is ever shown', () => {
  for (const url of [
    'postgres://me:s3cret@db/app',
    'postgres://db/app?user=me&password=s3cret',
    'postgres://me:s%33cret@db:1/app',
  ]) {
    const read = postgresUrl(url) ?? '';
    expect(describeUrl(read) + withoutPassword(read)).not.toMatch(/s3cret|s%33cret/);
  }
});
