import { columnsNamed } from '../sql/columns-named.ts';
import { loadSql, parseExpression } from '../sql/parse.ts';
import { body, ident, list, literal, qualified, verbatim } from '../sql/value.ts';
import type { ExpressionFacts, Sample, Table, TypeFacts } from '../types.ts';
import type { SqlClient } from './client.ts';

/** How many rows are tried unless all are asked for. */
const ROWS = 10_000;

/** How many rows are shown that fail. */
const SHOWN = 3;

/** What is converted: a column of a table to a type, as it is assigned or by an expression. */
export interface Trial {
  readonly table: Table;
  readonly column: string;
  readonly type: TypeFacts;
  readonly expression: ExpressionFacts | null;
  readonly searchPath: readonly string[];
  readonly deep: boolean;
}

const nothingTried: Sample = { rows: 0, whole: false, failed: 0, examples: [] };

/**
 * Converts the values of some rows, or of all, in the running READ ONLY transaction, each in a block that catches what it
 * raises. An expression that is not immutable or stable is not evaluated.
 */
export async function sample(client: SqlClient, trial: Trial): Promise<Sample> {
  const { table, expression } = trial;
  if (table.kind !== 'r' && table.kind !== 'p') return nothingTried;
  if (expression?.volatility === 'volatile') return nothingTried;
  await loadSql();
  await client.query('SAVEPOINT tried');
  try {
    if (trial.deep) await client.query("SELECT set_config('statement_timeout', '0', true)");
    await client.query(trying(trial));
    const [row] = await client.query<{ found: string }>("SELECT current_setting('expand_contract.found') AS found");
    return JSON.parse(row?.found ?? '{}') as Sample;
  } finally {
    await client.query('ROLLBACK TO SAVEPOINT tried');
  }
}

function trying({ table, column, type, expression, searchPath, deep }: Trial): string {
  const named = expression === null ? [column] : columnsNamed(parseExpression(expression.sql), table);
  const columns = [...new Set([column, ...named, ...keyOf(table)])];
  const path = ['pg_catalog', ...searchPath, 'pg_temp'].map((schema) => ident(schema).text).join(', ');
  const part = deep ? null : share(table);
  const row = columns.map((name) => `one.${ident(name).text}`).join(', ');
  const value =
    expression === null
      ? `one.${ident(column).text}`
      : `(SELECT ${expression.sql} FROM (SELECT ${row}) AS ${ident(table.name).text})`;
  const key = keyOf(table).map((name) => `pg_catalog.concat(${literal(`${name} = `).text}, one.${ident(name).text})`);
  // Rows one by one, because a query that raises tells nothing of the other rows.
  const text = `#variable_conflict use_column
DECLARE
  one record;
  converted ${type.type};
  tried bigint := 0;
  failed bigint := 0;
  shown json[] := '{}';
BEGIN
  PERFORM pg_catalog.set_config('search_path', ${literal(path).text}, true);
  PERFORM pg_catalog.set_config('TimeZone', 'UTC', true);
  FOR one IN SELECT ${list(columns.map(ident)).text} FROM ${qualified(table).text}${part ?? ''}
    WHERE ${ident(column).text} IS NOT NULL${deep ? '' : ` LIMIT ${String(ROWS)}`}
  LOOP
    tried := tried + 1;
    BEGIN
      converted := ${value};
    EXCEPTION WHEN OTHERS THEN
      failed := failed + 1;
      IF failed <= ${String(SHOWN)} THEN
        shown := shown || pg_catalog.json_build_object('key', ${key.length === 0 ? "''" : key.join(" || ', ' || ")}, 'value', pg_catalog.left(one.${ident(column).text}::text, 60), 'error', SQLERRM);
      END IF;
    END;
  END LOOP;
  PERFORM pg_catalog.set_config('expand_contract.found', pg_catalog.json_build_object('rows', tried, 'whole', ${String(deep || part === null)} AND (${String(deep)} OR tried < ${String(ROWS)}), 'failed', failed, 'examples', pg_catalog.array_to_json(shown))::text, true);
END;`;
  return `DO ${body(verbatim(text)).text}`;
}

const keyOf = ({ indexes }: Table): readonly string[] => indexes.find(({ primary }) => primary)?.columns ?? [];

/** Pages all over a table that is too large to be read. */
function share({ rows }: Table): string | null {
  if (rows === null || rows <= ROWS) return null;
  return ` TABLESAMPLE SYSTEM (${Math.max(0.001, Math.min(100, (200 * ROWS) / rows)).toFixed(3)})`;
}
