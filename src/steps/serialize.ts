import { type IndexKey, indexKeys } from '../sql/index-keys.ts';
import { indent } from '../sql/indent.ts';
import { renameInExpression } from '../sql/rename/index.ts';
import { render } from '../sql/render.ts';
import { ident, list, nothing, type Sql, verbatim } from '../sql/value.ts';
import type { BaseType, Index } from '../types.ts';
import { type Context, type Pair, renames, touches } from './context.ts';
import { generator } from './generated.ts';
import { digest } from './names.ts';

/** Types whose equal values may look different ('1.0' and '1.00') and which hash by their own equality. */
const HASHED = new Set(['numeric', 'float4', 'float8', 'interval', 'jsonb']);

const hashesByValue = ({ kind, schema, name }: BaseType): boolean =>
  name === 'citext' || (kind === 'b' && schema === 'pg_catalog' && HASHED.has(name));

/** What the sync functions do about unique keys. */
export interface Serialize {
  readonly directive: Sql;
  readonly locks: Sql;
  /** Asks for the sequence's value, which a role that may only write the table must not be refused. */
  readonly asOwner: boolean;
}

/** The lock for one index, whether it refers to columns by their bare names, and whether it asks a sequence. */
interface Queue {
  readonly sql: Sql;
  readonly byName: boolean;
  readonly asks: boolean;
}

/**
 * For the INSERT of a row whose unique key holds the column: queues behind inserts of an equal key until commit
 * (RECIPES.md, trap 12). One lock for each distinct key; null when no unique index touches the column.
 */
export function serializeInserts(context: Context): Serialize | null {
  const touching = [context.table, ...context.table.family]
    .flatMap(({ indexes }) => indexes)
    .filter((i) => i.unique && touches(context, i.columns));
  if (touching.length === 0) return null;
  const unique = new Map(touching.map((index) => queue(context, index)).map((each) => [each.sql.text, each]));
  const queues = [...unique.values()];
  const locks = list([render('serialize-inserts', {}), ...queues.map(({ sql }) => sql)], '\n');
  // Keys are named as columns of the row; a column may be called like a variable of the function (found, tg_op).
  const named = queues.some(({ byName }) => byName);
  return {
    directive: named ? verbatim('#variable_conflict use_column\n') : nothing,
    locks: indent(locks, 4),
    asOwner: queues.some(({ asks }) => asks),
  };
}

const newValue = ({ name }: Pair): Sql => render('record-field', { record: verbatim('NEW'), field: ident(name) });

function queue(context: Context, index: Index): Queue {
  const keys = indexKeys(index.definition);
  const pair = context.pairs.find(({ old }) => keys.some((key) => 'column' in key && key.column === old.name));
  const byName = keys.length > 1 || pair === undefined || index.nullsNotDistinct;
  const sql = byName ? lockKeys(context, index, keys) : lockValue(context, pair);
  const current = pair === undefined ? null : generator(pair);
  if (pair === undefined || current === null) return { sql, byName, asks: false };
  const unless = render('serialize-unless-generated', { value: newValue(pair), current, locks: indent(sql, 4) });
  return { sql: unless, byName, asks: true };
}

const seed = ({ planId }: Context): Sql => verbatim(String(Number.parseInt(digest(planId), 16)));

const lockValue = (context: Context, pair: Pair): Sql =>
  render(hashesByValue(pair.old.baseType) ? 'serialize-by-value' : 'serialize-by-text', {
    value: newValue(pair),
    seed: seed(context),
  });

/** All keys together: a lock on one of several would make every insert of a tenant wait for the others. */
function lockKeys(context: Context, index: Index, keys: readonly IndexKey[]): Sql {
  const { table } = context;
  const names = renames(context);
  const values = keys.map((key) => {
    if (!('column' in key)) return verbatim(`(${renameInExpression(key.expression, table, names)})`);
    const value = ident(names.get(key.column) ?? key.column);
    const type = table.columns.find(({ name }) => name === key.column)?.baseType;
    return type !== undefined && hashesByValue(type) ? render('hashed-value', { value }) : value;
  });
  const distinct = index.nullsNotDistinct ? nothing : render('serialize-when-not-null', { keys: list(values) });
  return render('serialize-by-keys', { keys: list(values), seed: seed(context), distinct });
}
