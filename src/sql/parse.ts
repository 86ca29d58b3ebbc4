import { isDeepStrictEqual } from 'node:util';
import type { Node, ParseResult } from 'libpg-query';
import { UserError } from '../errors.ts';

export type { Node } from 'libpg-query';

type Parser = typeof import('libpg-query');
type Deparser = typeof import('pgsql-deparser');

/** One statement of a text: its tree, and its own text with the comments that stand before it. */
export interface ParsedStatement {
  readonly node: Node;
  readonly text: string;
}

// Held here and not imported, because loading them costs 100 ms that `plan --help` need not pay.
let libraries: { parser: Parser; deparser: Deparser } | undefined;

/** Loads PostgreSQL's parser (WASM) and the deparser. Everything else under src/sql is synchronous after it; calling it again is free. */
export async function loadSql(): Promise<void> {
  if (libraries !== undefined) return;
  const [parser, deparser] = await Promise.all([import('libpg-query'), import('pgsql-deparser')]);
  await parser.loadModule();
  libraries = { parser, deparser };
}

/** The loaded libraries. Throws a plain Error (a bug) when `loadSql` was not awaited. */
export function sqlLibraries(): { parser: Parser; deparser: Deparser } {
  if (libraries === undefined) throw new Error('loadSql() must be awaited before SQL is parsed');
  return libraries;
}

/** Splits and parses a text of SQL. Throws UserError with the position when it does not parse. */
export function parseStatements(sql: string): ParsedStatement[] {
  const bytes = Buffer.from(sql, 'utf8');
  const statements: ParsedStatement[] = [];
  let from = 0;
  for (const raw of parseText(sql).stmts ?? []) {
    const start = raw.stmt_location ?? 0;
    const end = raw.stmt_len ? start + raw.stmt_len : bytes.length;
    const text = bytes
      .subarray(from, end)
      .toString('utf8')
      .replace(/^[\s;]+/, '')
      .trimEnd();
    if (raw.stmt) statements.push({ node: raw.stmt, text });
    from = end + 1;
  }
  return statements;
}

/** Parses exactly one statement. Throws UserError when there is none or more than one. */
export function parseOne(sql: string): Node {
  const statements = parseStatements(sql);
  const [only] = statements;
  if (only === undefined || statements.length !== 1) {
    throw new UserError(`expected one SQL statement, found ${statements.length}: ${shorten(sql)}`);
  }
  return only.node;
}

/**
 * Parses text that must be exactly one SQL expression, as a person gives it for a default, a condition or a conversion.
 * Throws UserError with the position otherwise.
 */
export function parseExpression(text: string): Node {
  const wrapped = expressionIn(`SELECT (\n${text}\n)`, 'SELECT (\n'.length, text);
  // Without our parentheses too: `1) -- \n + (2` closes them and opens them again.
  const bare = expressionIn(`SELECT\n${text}\n`, 'SELECT\n'.length, text);
  if (!isDeepStrictEqual(withoutLocations(wrapped), withoutLocations(bare)))
    throw notOneExpression(text, 'its parentheses do not match');
  if ('RowExpr' in wrapped && wrapped.RowExpr.row_format !== 'COERCE_EXPLICIT_CALL') {
    throw notOneExpression(text, 'it is a list (for a row, write ROW(...))');
  }
  return wrapped;
}

/** A copy of a tree without the positions that depend on layout. */
export function withoutLocations(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLocations);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !POSITIONS.has(key))
      .map(([key, child]) => [key, withoutLocations(child)]),
  );
}

const POSITIONS = new Set([
  'location',
  'stmt_location',
  'stmt_len',
  'rexpr_list_start',
  'rexpr_list_end',
  'list_start',
  'list_end',
]);

function parseText(sql: string): ParseResult {
  try {
    return sqlLibraries().parser.parseSync(sql);
  } catch (error) {
    const { message, position } = sqlError(error);
    throw new UserError(
      `SQL does not parse: ${message}, at ${lineAndColumn(sql, position)}: ${shorten(sql.slice(position))}`,
      { cause: error },
    );
  }
}

function expressionIn(sql: string, prefix: number, text: string): Node {
  let result: ParseResult;
  try {
    result = sqlLibraries().parser.parseSync(sql);
  } catch (error) {
    const { message, position } = sqlError(error);
    throw notOneExpression(
      text,
      `${message}, at character ${Math.min(Math.max(position - prefix, 0), text.length) + 1}`,
    );
  }
  const only = result.stmts?.length === 1 ? result.stmts[0]?.stmt : undefined;
  if (only === undefined || !('SelectStmt' in only)) throw notOneExpression(text, 'it holds more than one statement');
  const { targetList, limitOption, op, ...clauses } = only.SelectStmt;
  const target = targetList?.length === 1 ? targetList[0] : undefined;
  if (op !== 'SETOP_NONE' || limitOption !== 'LIMIT_OPTION_DEFAULT' || Object.keys(clauses).length > 0) {
    throw notOneExpression(text, 'it holds clauses of a query');
  }
  if (target === undefined || !('ResTarget' in target) || target.ResTarget.val === undefined) {
    throw notOneExpression(text, 'it is a list');
  }
  if (target.ResTarget.name !== undefined) throw notOneExpression(text, 'it names its result');
  return target.ResTarget.val;
}

function sqlError(error: unknown): { message: string; position: number } {
  if (!sqlLibraries().parser.hasSqlDetails(error)) throw error;
  return { message: error.message, position: Math.max(error.sqlDetails?.cursorPosition ?? 0, 0) };
}

function notOneExpression(text: string, why: string): UserError {
  return new UserError(`not one SQL expression: ${why}: ${shorten(text)}`, {
    hint: 'give one expression, for example  lower(email)',
  });
}

function lineAndColumn(sql: string, position: number): string {
  const before = sql.slice(0, position).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function shorten(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 80 ? `${line.slice(0, 77)}...` : line;
}
