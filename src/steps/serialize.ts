import { indexKeys } from '../sql/index-keys.ts';
import { indent } from '../sql/indent.ts';
import { renameInExpression } from '../sql/rename/index.ts';
import { render } from '../sql/render.ts';
import { ident, list, nothing, type Sql, verbatim } from '../sql/value.ts';
import type { BaseType, Index } from '../types.ts';
import { type Context, renames, touches } from './context.ts';
import { digest } from './names.ts';

/** Types whose equal values may look different ('1.0' and '1.00') and which hash by their own equality. */
const HASHED = new Set(['numeric', 'float4', 'float8', 'interval', 'jsonb']);

const hashesByValue = ({ kind, schema, name }: BaseType): boolean =>
  name === 'citext' || (kind === 'b' && schema === 'pg_catalog' && HASHED.has(name));

/**
 * For the INSERT of a row whose unique key holds the column: queues behind inserts of an equal key until commit
 * (RECIPES.md, trap 12). One lock for each distinct key; null when no unique index touches the column.
 */
export function serializeInserts(context: Context): { readonly directive: Sql; readonly locks: Sql } | null {
  const touching = context.table.indexes.filter((i) => i.unique && touches(context, i.columns));
  if (touching.length === 0) return null;
  const unique = new Map(touching.map((index) => queue(context, index)).map((each) => [each.sql.text, each]));
  const queues = [...unique.values()];
  const locks = list([render('serialize-inserts', {}), ...queues.map(({ sql }) => sql)], '\n');
  // Keys are named as columns of the row; a column may be called like a variable of the function (found, tg_op).
  const named = queues.some(({ byName }) => byName);
  return { directive: named ? verbatim('#variable_conflict use_column\n') : nothing, locks: indent(locks, 4) };
}

/** The lock for one index, and whether it refers to columns by their bare names. */
function queue(context: Context, index: Index): { readonly sql: Sql; readonly byName: boolean } {
  const { table, pairs, planId } = context;
  const seed = verbatim(String(Number.parseInt(digest(planId), 16)));
  const keys = indexKeys(index.definition);
  const pair = pairs.find(({ old }) => keys.some((key) => 'column' in key && key.column === old.name));
  if (pair !== undefined && !index.nullsNotDistinct) {
    const value = render('record-field', { record: verbatim('NEW'), field: ident(pair.name) });
    return {
      sql: render(hashesByValue(pair.old.baseType) ? 'serialize-by-value' : 'serialize-by-text', { value, seed }),
      byName: false,
    };
  }
  // The column stands in an expression, in the predicate or in INCLUDE alone: what is unique is something else.
  const names = renames(context);
  const renamed = keys.map((key) =>
    'column' in key
      ? ident(names.get(key.column) ?? key.column)
      : verbatim(`(${renameInExpression(key.expression, table, names)})`),
  );
  const row = list(renamed);
  const distinct = index.nullsNotDistinct ? nothing : render('serialize-when-not-null', { keys: row });
  return { sql: render('serialize-by-keys', { keys: row, seed, distinct }), byName: true };
}
