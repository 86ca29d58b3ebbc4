import { parseOne, sqlLibraries } from './parse.ts';

/**
 * When a `DO` has nothing to do any more: the conditions of the IFs at the top of its body that raise a NOTICE and return, each an
 * expression in SQL. Empty for any other statement. Throws UserError for text that does not parse.
 */
export function doneConditions(sql: string): string[] {
  if (!('DoStmt' in parseOne(sql))) return [];
  const [body] = found(sqlLibraries().parser.parsePlPgSQLSync(sql), 'PLpgSQL_stmt_block');
  const statements = isRecord(body) && Array.isArray(body['body']) ? body['body'] : [];
  return statements.flatMap((statement: unknown) => {
    const tested = isRecord(statement) ? statement['PLpgSQL_stmt_if'] : undefined;
    if (!isRecord(tested) || !leavesInPeace(tested['then_body'])) return [];
    const [condition] = found(tested['cond'], 'query');
    return typeof condition === 'string' ? [condition] : [];
  });
}

function leavesInPeace(body: unknown): boolean {
  if (!Array.isArray(body) || body.length !== 2) return false;
  const [raise, leave] = body as unknown[];
  return isRecord(raise) && 'PLpgSQL_stmt_raise' in raise && isRecord(leave) && 'PLpgSQL_stmt_return' in leave;
}

/** The values of a property anywhere in a tree, the outermost first. */
function found(value: unknown, property: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => found(each, property));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => [
    ...(key === property ? [child] : []),
    ...found(child, property),
  ]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
