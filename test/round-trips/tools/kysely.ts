import { missingPackage, type Project } from '../project.ts';
import type { Tool } from '../tool.ts';

const migrate = ({ npx }: Project, command: string): Promise<string> => npx('tsx', ['migrate.ts', command]);

const script = (url: string): string => `
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { FileMigrationProvider, Kysely, Migrator, PostgresDialect } from 'kysely';
import pg from 'pg';

const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: '${url}' }) }) });
const migrator = new Migrator({
  db,
  provider: new FileMigrationProvider({ fs, path, migrationFolder: path.resolve('migrations') }),
  disableTransactions: true,
});
const run = { up: () => migrator.migrateUp(), latest: () => migrator.migrateToLatest(), down: () => migrator.migrateDown() };
const { error, results } = await run[process.argv[2] as keyof typeof run]();
console.log(results);
await db.destroy();
if (error !== undefined) throw error;
`;

export const tool: Tool = {
  name: 'kysely',
  format: 'kysely',
  directory: 'migrations',
  own: /\bkysely_migration/,
  missing: () => missingPackage('kysely'),
  prepare({ write, url }, migration) {
    write('package.json', '{ "type": "module", "dependencies": { "kysely": "0.28.18" } }\n');
    write('migrate.ts', script(url));
    write(
      'migrations/1735689600000_create_parcels.ts',
      `import { type Kysely, sql } from 'kysely';
export const up = (db: Kysely<unknown>) => sql.raw(\`${migration}\`).execute(db);
export const down = (db: Kysely<unknown>) => db.schema.dropTable('parcels').execute();
`,
    );
  },
  next: (project) => migrate(project, 'up'),
  all: (project) => migrate(project, 'latest'),
  back: (project) => migrate(project, 'down'),
};
