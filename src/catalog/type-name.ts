import { UserError } from '../errors.ts';
import { parseExpression, type Node } from '../sql/parse.ts';

/**
 * Takes a type apart as it is typed in SQL: `numeric(10,2)[]` is the type `numeric(10,2)[]` with the modifiers 10 and 2, in the
 * form in which a type's own input function takes them. Throws UserError when the text is not one type.
 */
export function parseType(text: string, says: string): { name: string; modifiers: string[] } {
  const wrong = new UserError(`${says}: ${JSON.stringify(text)} is not one type.`, {
    hint: 'Write it as in CREATE TABLE, for example  numeric(10,2)',
  });
  let node: Node;
  try {
    node = parseExpression(`CAST(NULL AS ${text})`);
  } catch (error) {
    if (error instanceof UserError) throw wrong;
    throw error;
  }
  const cast = 'TypeCast' in node ? node.TypeCast : undefined;
  const argument = cast?.arg;
  const plain = argument !== undefined && 'A_Const' in argument && argument.A_Const.isnull === true;
  if (cast?.typeName === undefined || !plain || cast.typeName.setof === true) throw wrong;
  return { name: text, modifiers: (cast.typeName.typmods ?? []).map((each) => modifier(each, wrong)) };
}

function modifier(node: Node, wrong: UserError): string {
  if ('A_Const' in node) {
    const { ival, sval, fval } = node.A_Const;
    // The parser leaves out an integer that is 0.
    return sval?.sval ?? fval?.fval ?? String(ival?.ival ?? 0);
  }
  const [field] = 'ColumnRef' in node ? (node.ColumnRef.fields ?? []) : [];
  if (field !== undefined && 'String' in field) return field.String.sval ?? '';
  throw wrong;
}
