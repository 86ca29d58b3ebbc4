import { deparse } from '../deparse.ts';
import { parseOne } from '../parse.ts';

/**
 * The same function with an empty string for a body: what takes the place of a SQL-standard body while a column that it
 * depends on is dropped. With INSERT ... ON CONFLICT DO UPDATE a body depends on every column of its table, through
 * `excluded`, whether it names it or not. Needs check_function_bodies off. Throws CannotDeparse.
 */
export function withoutAtomicBody(definition: string, object = 'the function'): string {
  const node = parseOne(definition);
  if (!('CreateFunctionStmt' in node)) throw new Error('not the definition of a function');
  const { sql_body: _, ...rest } = node.CreateFunctionStmt;
  const as = {
    DefElem: {
      defname: 'as',
      arg: { List: { items: [{ String: { sval: '' } }] } },
      defaction: 'DEFELEM_UNSPEC' as const,
    },
  };
  return deparse({ CreateFunctionStmt: { ...rest, options: [...(rest.options ?? []), as] } }, object);
}
