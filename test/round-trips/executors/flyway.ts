import { loadSql, parseStatements } from '../../../src/sql/parse.ts';
import { executor, needed, type Pending, type Run, wrapped } from './executor.ts';

/** What Flyway knows of that cannot run in a transaction. DO and CALL are not among it. */
const outside =
  /^\s*(?:(?:CREATE|DROP)\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY|VACUUM|REINDEX\s+(?:SCHEMA|DATABASE|SYSTEM)|ALTER\s+SYSTEM)\b/i;

/** Whether it is wrapped: by the file beside it, or by what is in it. */
function inTransaction(texts: readonly string[], settings: string): boolean {
  if (/^executeInTransaction=false$/m.test(settings)) return false;
  const kinds = new Set(texts.map((text) => outside.test(text)));
  if (kinds.size > 1)
    throw new Error('Detected both transactional and non-transactional statements within the same migration');
  return !kinds.has(true);
}

/** Statement by statement, as a real scanner finds them. */
async function send(run: Run, { entry, version }: Pending): Promise<void> {
  await loadSql();
  const content = needed(run, entry);
  const settings = run.read(`${entry}.conf`) ?? '';
  const placeholder = /\$\{[^}]*\}/.exec(content)?.[0];
  if (placeholder !== undefined && !/^placeholderReplacement=false$/m.test(settings))
    throw new Error(`No value provided for placeholder: ${placeholder}`);
  const texts = parseStatements(content).map(({ text }) => text);
  const work = async (): Promise<void> => {
    for (const text of texts) await run.client.query(text);
  };
  await (inTransaction(texts, settings) ? wrapped(run, work) : work());
  await run.client.query(
    `INSERT INTO flyway_schema_history
      SELECT coalesce(max(installed_rank), 0) + 1, $1, 'x', 'SQL', $2, 0, current_user, now(), 0, true FROM flyway_schema_history`,
    [version, entry],
  );
}

const parts = ({ version }: Pending): number[] => version.split('.').map(Number);

/** Flyway, with its transactional lock off. */
export const tool = executor({
  name: 'flyway',
  format: 'flyway',
  directory: 'src/main/resources/db/migration',
  own: /\bflyway_schema_history/,
  atOnce: 'one',
  setUp: `CREATE TABLE IF NOT EXISTS flyway_schema_history (
    installed_rank integer PRIMARY KEY, version varchar(50), description varchar(200) NOT NULL, type varchar(20) NOT NULL,
    script varchar(1000) NOT NULL, checksum integer, installed_by varchar(100) NOT NULL,
    installed_on timestamp NOT NULL DEFAULT now(), execution_time integer NOT NULL, success boolean NOT NULL)`,
  applied: 'SELECT version::text FROM flyway_schema_history ORDER BY installed_rank',
  migration(entry) {
    const version = /^V(\d+(?:[._]\d+)*)__.*\.sql$/.exec(entry)?.[1];
    return version === undefined ? null : { version: version.replaceAll('_', '.'), entry };
  },
  order(a, b) {
    const [left, right] = [parts(a), parts(b)];
    const at = left.findIndex((part, index) => part !== right[index]);
    return at === -1 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? 0);
  },
  up: send,
  files: (migration) => ({
    'flyway.conf': 'flyway.locations=filesystem:src/main/resources/db/migration\n',
    'src/main/resources/db/migration/V1__create_parcels.sql': `${migration}\n`,
  }),
});
