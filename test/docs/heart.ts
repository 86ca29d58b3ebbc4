/** What the SQL of a plan comes down to: the statements that change something, without guards, retries and comments. */
import { bodyStatements } from '../../src/sql/plpgsql.ts';
import { fenced } from '../../src/notes/markdown.ts';
import type { Phase } from '../../src/types.ts';

const CHANGES = /^(ALTER|CREATE|DROP|UPDATE|INSERT|DELETE|WITH|ANALYZE)\b/i;

/** The same as a block of SQL. */
export const heart = (phase: Phase): string => fenced('sql', changes(phase).join('\n'));

/** The statements of a phase that change something, each once, except long ones; the texts are those of the files. */
export function changes({ steps }: Phase): string[] {
  const sqls = steps.flatMap(({ run }) => run.map(({ sql }) => sql));
  const statements = sqls.flatMap((sql) =>
    /^(\s*--[^\n]*\n)*\s*DO\b/.test(sql)
      ? bodyStatements(sql)
          .filter(({ kind }) => kind === 'execsql')
          .map((statement) => statement.sql)
      : [sql],
  );
  const changing = statements.map((sql) => dedented(sql)).filter((sql) => CHANGES.test(sql) && isShort(sql));
  return [...new Set(changing)].map((sql) => `${sql.replace(/;$/, '')};`);
}

/** The functions are worth reading; what else is long is about batches, and the files have it. */
const isShort = (sql: string): boolean => /\$\w*\$/.test(sql) || sql.split('\n').length <= 8;

/** Without the comments before it, and without the indentation that it had inside its block. */
function dedented(sql: string): string {
  const text = sql.replace(/^(\s*--[^\n]*\n)*\s*/, '').trimEnd();
  const [first = '', ...rest] = text.split('\n');
  // The body of a function stands in its own indentation.
  if (/\$\w*\$/.test(text)) return text;
  const depth = Math.min(...rest.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return [first, ...rest.map((line) => (rest.length === 0 ? line : `  ${line.slice(depth)}`))].join('\n');
}
