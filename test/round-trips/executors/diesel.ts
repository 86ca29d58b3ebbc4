import { executor, needed, type Pending, type Run, wrapped } from './executor.ts';

/** Whole, in a transaction unless the metadata.toml beside it says otherwise. */
async function send(run: Run, { entry, version }: Pending, way: 'up' | 'down'): Promise<void> {
  const text = needed(run, `${entry}/${way}.sql`);
  if (text.trim() === '') throw new Error(`Failed with: empty query in ${entry}`);
  const work = async (): Promise<void> => {
    await run.client.query(text);
    await run.client.query(
      way === 'up'
        ? 'INSERT INTO __diesel_schema_migrations VALUES ($1)'
        : 'DELETE FROM __diesel_schema_migrations WHERE version = $1',
      [version],
    );
  };
  const metadata = run.read(`${entry}/metadata.toml`) ?? '';
  await (/^run_in_transaction\s*=\s*false$/m.test(metadata) ? work() : wrapped(run, work));
}

/** diesel, which runs all that are pending. */
export const tool = executor({
  name: 'diesel',
  format: 'diesel',
  directory: 'migrations',
  own: /\b__diesel_schema_migrations/,
  atOnce: 'all',
  setUp: `CREATE TABLE IF NOT EXISTS __diesel_schema_migrations (
    version varchar(50) PRIMARY KEY NOT NULL, run_on timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP)`,
  applied: 'SELECT version FROM __diesel_schema_migrations ORDER BY version',
  migration(entry) {
    const [prefix = '', ...rest] = entry.split('_');
    return rest.length === 0 ? null : { version: prefix.replaceAll('-', ''), entry };
  },
  up: (run, migration) => send(run, migration, 'up'),
  down: (run, migration) => send(run, migration, 'down'),
  files: (migration) => ({
    'diesel.toml': '[migrations_directory]\ndir = "migrations"\n',
    'migrations/2025-01-01-000000_create_parcels/up.sql': `${migration}\n`,
    'migrations/2025-01-01-000000_create_parcels/down.sql': 'DROP TABLE parcels;\n',
  }),
});
