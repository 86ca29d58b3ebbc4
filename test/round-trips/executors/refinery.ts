import { executor, needed, wrapped } from './executor.ts';

/** refinery: whole files, each in a transaction, always; up to a target version. */
export const tool = executor({
  name: 'refinery',
  format: 'refinery',
  directory: 'migrations',
  own: /\brefinery_schema_history/,
  atOnce: 'one',
  setUp: `CREATE TABLE IF NOT EXISTS refinery_schema_history (
    version int4 PRIMARY KEY, name varchar(255), applied_on varchar(255), checksum varchar(255))`,
  applied: 'SELECT version::text FROM refinery_schema_history ORDER BY version',
  migration(entry) {
    const version = /^V(\d+)__.*\.sql$/.exec(entry)?.[1];
    return version === undefined ? null : { version, entry };
  },
  up: (run, { entry, version }) =>
    wrapped(run, async () => {
      await run.client.query(needed(run, entry));
      await run.client.query("INSERT INTO refinery_schema_history VALUES ($1, $2, '', '')", [version, entry]);
    }),
  files: (migration) => ({
    'Cargo.toml': '[dependencies]\nrefinery = "0.8"\n',
    'migrations/V1__create_parcels.sql': `${migration}\n`,
  }),
});
