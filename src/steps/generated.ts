import { deparseExpression } from '../sql/deparse.ts';
import { parseExpression } from '../sql/parse.ts';
import { render } from '../sql/render.ts';
import { literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { Pair } from './context.ts';

/** Integers: what a sequence gives, as it is. */
const INTEGERS = new Set(['int2', 'int4', 'int8']);

/**
 * The value that this session's last INSERT took from the column's sequence, as an expression that raises when there
 * was none; null when the column is not filled from a sequence.
 */
export function generator({ old }: Pair): Sql | null {
  if (old.baseType.schema !== 'pg_catalog' || !INTEGERS.has(old.baseType.name)) return null;
  if (old.identity !== '') {
    return old.sequence === null ? null : render('current-value', { sequence: literal(qualified(old.sequence).text) });
  }
  return old.default === null ? null : currentValue(old.default.expression);
}

/** `nextval('...'::regclass)` with the other function's name; null for any other default. */
function currentValue(expression: string): Sql | null {
  const node = parseExpression(expression);
  const call = 'FuncCall' in node ? node.FuncCall : undefined;
  const name = call?.funcname?.at(-1);
  if (call === undefined || name === undefined || !('String' in name) || name.String.sval !== 'nextval') return null;
  call.funcname = ['pg_catalog', 'currval'].map((sval) => ({ String: { sval } }));
  return verbatim(deparseExpression(node, 'the default'));
}
