import { createHash } from 'node:crypto';
import { executor, needed, type Pending, type Run, wrapped } from './executor.ts';

const checksum = (text: string): Buffer => createHash('sha384').update(text).digest();

/** Whole, in a transaction unless the words are the first of the file. */
async function send(run: Run, path: string, note: (text: string) => Promise<unknown>): Promise<void> {
  const text = needed(run, path);
  const work = async (): Promise<void> => {
    await run.client.query(text);
    await note(text);
  };
  await (text.startsWith('-- no-transaction') ? work() : wrapped(run, work));
}

const up = (run: Run, { entry, version }: Pending): Promise<void> =>
  send(run, entry, (text) =>
    run.client.query("INSERT INTO _sqlx_migrations VALUES ($1, 'x', now(), true, $2, 0)", [version, checksum(text)]),
  );

/** sqlx, with files for both ways. */
export const tool = executor({
  name: 'sqlx',
  format: 'sqlx',
  directory: 'migrations',
  own: /\b_sqlx_migrations/,
  atOnce: 'one',
  setUp: `CREATE TABLE IF NOT EXISTS _sqlx_migrations (
    version bigint PRIMARY KEY, description text NOT NULL, installed_on timestamptz NOT NULL DEFAULT now(),
    success boolean NOT NULL, checksum bytea NOT NULL, execution_time bigint NOT NULL)`,
  applied: 'SELECT version::text FROM _sqlx_migrations ORDER BY version',
  migration(entry) {
    const version = /^(\d+)_.*\.up\.sql$/.exec(entry)?.[1];
    return version === undefined ? null : { version: String(BigInt(version)), entry };
  },
  up,
  down: (run, { entry, version }) =>
    send(run, entry.replace('.up.', '.down.'), () =>
      run.client.query('DELETE FROM _sqlx_migrations WHERE version = $1', [version]),
    ),
  files: (migration) => ({
    'Cargo.toml': '[dependencies]\nsqlx = "0.8"\n',
    'migrations/20250101000000_create_parcels.up.sql': `${migration}\n`,
    'migrations/20250101000000_create_parcels.down.sql': 'DROP TABLE parcels;\n',
  }),
});
