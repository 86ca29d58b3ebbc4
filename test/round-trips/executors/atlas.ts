import { createHash } from 'node:crypto';
import { loadSql, parseStatements } from '../../../src/sql/parse.ts';
import { executor, needed, type Pending, type Run, wrapped } from './executor.ts';

/** The line of atlas.sum for a file is the hash of all files up to it, names first. */
function refuseSum(run: Run, all: readonly Pending[]): void {
  const [, ...lines] = needed(run, 'atlas.sum').trimEnd().split('\n');
  const hash = createHash('sha256');
  const own = all.map(
    ({ entry }) => `${entry} h1:${hash.update(entry).update(needed(run, entry)).copy().digest('base64')}`,
  );
  if (own.join('\n') !== lines.join('\n')) throw new Error('checksum mismatch');
}

/** Statement by statement, in a transaction unless the directive at the top says none. */
async function send(run: Run, { entry, version }: Pending): Promise<void> {
  await loadSql();
  const content = needed(run, entry);
  const texts = parseStatements(content).map(({ text }) => text);
  const work = async (): Promise<void> => {
    for (const text of texts) await run.client.query(text);
    await run.client.query(
      'INSERT INTO atlas_schema_revisions.atlas_schema_revisions VALUES ($1, $2, 2, $3, $3, now(), 0)',
      [version, entry, texts.length],
    );
  };
  await (/^(?:--.*\n)*-- atlas:txmode none\n(?:--.*\n)*\n/.test(content) ? work() : wrapped(run, work));
}

const sum = (migration: string): string => {
  const name = '20250101000000_create_parcels.sql';
  const hash = createHash('sha256').update(name).update(migration).digest('base64');
  return `h1:${createHash('sha256').update(name).update(hash).digest('base64')}\n${name} h1:${hash}\n`;
};

/** Atlas. */
export const tool = executor({
  name: 'atlas',
  format: 'atlas',
  directory: 'migrations',
  own: /\batlas_schema_revisions\b/,
  atOnce: 'one',
  setUp: `CREATE SCHEMA IF NOT EXISTS atlas_schema_revisions;
    CREATE TABLE IF NOT EXISTS atlas_schema_revisions.atlas_schema_revisions (
      version varchar NOT NULL PRIMARY KEY, description varchar NOT NULL, type bigint NOT NULL, applied bigint NOT NULL,
      total bigint NOT NULL, executed_at timestamptz NOT NULL, execution_time bigint NOT NULL)`,
  applied: 'SELECT version FROM atlas_schema_revisions.atlas_schema_revisions ORDER BY executed_at',
  migration(entry) {
    const version = /^(\d+)(?:_.*)?\.sql$/.exec(entry)?.[1];
    return version === undefined ? null : { version, entry };
  },
  check: (run, all) => refuseSum(run, all),
  up: send,
  files: (migration) => ({
    'atlas.hcl': 'env "local" {\n  migration {\n    dir = "file://migrations"\n  }\n}\n',
    'migrations/20250101000000_create_parcels.sql': `${migration}\n`,
    'migrations/atlas.sum': sum(`${migration}\n`),
  }),
});
