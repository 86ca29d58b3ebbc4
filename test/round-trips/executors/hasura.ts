import { executor, needed, type Pending, type Run, wrapped } from './executor.ts';

const state = (version: string): string => `{"migrations": {"default": {"${version}": false}}}`;

/** Whole, in a transaction, always. */
async function up(run: Run, { entry, version }: Pending): Promise<void> {
  await wrapped(run, () => run.client.query(needed(run, `${entry}/up.sql`)));
  await run.client.query(
    `UPDATE hdb_catalog.hdb_version SET cli_state = jsonb_set($1::jsonb, '{migrations,default}',
      coalesce(cli_state #> '{migrations,default}', '{}') || ($1::jsonb #> '{migrations,default}'))`,
    [state(version)],
  );
}

async function down(run: Run, { entry, version }: Pending): Promise<void> {
  const text = needed(run, `${entry}/down.sql`);
  await wrapped(run, () => run.client.query(text));
  await run.client.query(
    "UPDATE hdb_catalog.hdb_version SET cli_state = cli_state #- ARRAY['migrations', 'default', $1]",
    [version],
  );
}

/** Hasura, whose state lies in one value of its catalog. */
export const tool = executor({
  name: 'hasura',
  format: 'hasura',
  directory: 'migrations/default',
  own: /\bhdb_/,
  atOnce: 'one',
  setUp: `CREATE SCHEMA IF NOT EXISTS hdb_catalog;
    CREATE TABLE IF NOT EXISTS hdb_catalog.hdb_version (hasura_uuid integer PRIMARY KEY, cli_state jsonb NOT NULL);
    INSERT INTO hdb_catalog.hdb_version VALUES (1, '{}') ON CONFLICT DO NOTHING`,
  applied: `SELECT key FROM hdb_catalog.hdb_version, jsonb_each(coalesce(cli_state #> '{migrations,default}', '{}')) ORDER BY key::bigint`,
  migration(entry) {
    const version = /^(\d+)_/.exec(entry)?.[1];
    return version === undefined ? null : { version, entry };
  },
  up,
  down,
  files: (migration) => ({
    'config.yaml': 'version: 3\nmetadata_directory: metadata\n',
    'migrations/default/1735689600000_create_parcels/up.sql': `${migration}\n`,
    'migrations/default/1735689600000_create_parcels/down.sql': 'DROP TABLE parcels;\n',
  }),
});
