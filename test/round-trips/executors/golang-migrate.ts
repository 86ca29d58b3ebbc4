import { executor, type Pending, type Rules, type Run } from './executor.ts';

/** One row: the last number, noted as dirty while its file runs. */
async function note({ client }: Run, version: string | null, dirty: boolean): Promise<void> {
  await client.query('BEGIN');
  await client.query('TRUNCATE schema_migrations');
  if (version !== null) await client.query('INSERT INTO schema_migrations VALUES ($1, $2)', [version, dirty]);
  await client.query('COMMIT');
}

/** A file goes as one query, with nothing around it. */
async function send(run: Run, path: string, noting: string, after: string | null): Promise<void> {
  await note(run, noting, true);
  const sql = run.read(path) ?? '';
  if (sql.trim() !== '') await run.client.query(sql);
  await note(run, after, false);
}

/** The engine of golang-migrate and of gomigrate, which wraps it. */
export function engine(of: Pick<Rules, 'name' | 'format' | 'directory' | 'files'>): ReturnType<typeof executor> {
  return executor({
    ...of,
    own: /\bschema_migrations\b/,
    atOnce: 'one',
    setUp: 'CREATE TABLE IF NOT EXISTS schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL)',
    applied: "SELECT CASE WHEN dirty THEN 'dirty' ELSE version::text END FROM schema_migrations",
    migration: parse,
    // What is at or below the last number is left out without a word.
    ran: (version, [last = '0']) => BigInt(version) <= BigInt(last),
    check(_, all, applied) {
      if (new Set(all.map(({ version }) => version)).size < all.length) throw new Error('duplicate migration file');
      if (applied.includes('dirty')) throw new Error('Dirty database version. Fix and force version.');
    },
    up: (run, { version, entry }) => send(run, entry, version, version),
    down: (run, { entry }, before) =>
      send(run, entry.replace('.up.', '.down.'), before?.version ?? '0', before?.version ?? null),
  });
}

function parse(entry: string): Pending | null {
  const version = /^(\d+)_.*\.up\.[^.]*$/.exec(entry)?.[1];
  return version === undefined ? null : { version: String(BigInt(version)), entry };
}

const first = (name: string, migration: string): Record<string, string> => ({
  [`${name}_create_parcels.up.sql`]: `${migration}\n`,
  [`${name}_create_parcels.down.sql`]: 'DROP TABLE parcels;\n',
});

/** golang-migrate, with numbers in a sequence. */
export const tool = engine({
  name: 'golang-migrate',
  format: 'golang-migrate',
  directory: 'migrations',
  files: (migration) => first('migrations/000001', migration),
});

/** gomigrate, with stamps. */
export const gomigrate = engine({
  name: 'gomigrate',
  format: 'gomigrate',
  directory: 'db/migrations',
  files: (migration) => ({
    '.gomigrate.yml': 'driver: postgres\n',
    ...first('db/migrations/20250101000000', migration),
  }),
});
