import type { Node } from 'libpg-query';
import { UserError } from '../errors.ts';
import { dynamicStatement } from './dynamic.ts';
import { type Flow, flowOf } from './flow.ts';
import { parseOne, sqlLibraries } from './parse.ts';

/** One SQL statement inside a PL/pgSQL body. */
export interface BodyStatement {
  /** A whole statement: expressions are given as `SELECT expression`. */
  readonly sql: string;
  /** The PL/pgSQL statement that holds it: execsql, perform, if, assign, fors ... */
  readonly kind: string;
  /** Stands in a block whose EXCEPTION clause catches lock_not_available. */
  readonly retried: boolean;
}

export interface Body {
  readonly statements: readonly BodyStatement[];
  /** Ends its transaction by COMMIT or ROLLBACK, so it cannot run inside a transaction block. */
  readonly commits: boolean;
  /** In which order they may run. */
  readonly flow: readonly Flow[];
}

/** PLPGSQL_ASSIGN: `target := expression`; 0 is a statement, 2 an expression. */
const FIRST_ASSIGNMENT = 3;

// The blocks of the down files stand in the forward fixes again.
const bodies = new Map<string, Body>();

/**
 * The SQL inside a `DO` or a `CREATE FUNCTION ... LANGUAGE plpgsql`; `node` is its tree, where it is parsed already.
 * Throws UserError for text that does not parse and for EXECUTE.
 */
export function bodyOf(sql: string, node?: Node): Body {
  const known = bodies.get(sql);
  if (known !== undefined) return known;
  if (languageOf(node ?? parseOne(sql)) !== 'plpgsql') return { statements: [], commits: false, flow: [] };
  const found: Found = { statements: [], commits: false };
  const flow = collect(parseBody(sql), 'declare', false, found);
  const body = { ...found, flow };
  bodies.set(sql, body);
  return body;
}

/** The statements of `bodyOf`. */
export function bodyStatements(sql: string): readonly BodyStatement[] {
  return bodyOf(sql).statements;
}

interface Found {
  statements: BodyStatement[];
  commits: boolean;
}

function languageOf(node: Node): string {
  const options =
    'DoStmt' in node ? node.DoStmt.args : 'CreateFunctionStmt' in node ? node.CreateFunctionStmt.options : undefined;
  if (options === undefined) throw new Error('neither DO nor CREATE FUNCTION');
  for (const option of options) {
    if (!('DefElem' in option) || option.DefElem.defname !== 'language') continue;
    const { arg } = option.DefElem;
    return arg !== undefined && 'String' in arg ? (arg.String.sval ?? '').toLowerCase() : '';
  }
  return 'DoStmt' in node ? 'plpgsql' : 'sql';
}

function parseBody(sql: string): unknown {
  const { parser } = sqlLibraries();
  try {
    return parser.parsePlPgSQLSync(sql);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError(`PL/pgSQL does not parse: ${error.message}`, { cause: error });
  }
}

function collect(value: unknown, kind: string, retried: boolean, found: Found): Flow[] {
  if (Array.isArray(value)) return value.flatMap((item) => collect(item, kind, retried, found));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    if (key === 'PLpgSQL_expr') return [collectSql({ sql: statementOf(child), kind, retried }, found)];
    if (key === 'PLpgSQL_stmt_block') return collectBlock(child, retried, found);
    if (key.startsWith('PLpgSQL_stmt_'))
      return collectStatement(key.slice('PLpgSQL_stmt_'.length), child, retried, found);
    return collect(child, kind, retried, found);
  });
}

function collectSql(statement: BodyStatement, found: Found): Flow {
  found.statements.push(statement);
  return { does: 'sql', statement: found.statements.length - 1 };
}

function collectBlock(block: unknown, retried: boolean, found: Found): Flow[] {
  if (!isRecord(block)) return [];
  const caught = JSON.stringify(block['exceptions'] ?? null);
  const catches = /"condname":"(lock_not_available|55P03)"/.test(caught);
  const body = collect(block['body'], 'block', retried || catches, found);
  const handlers = block['exceptions'] === undefined ? [] : [collect(block['exceptions'], 'exception', retried, found)];
  return [{ does: 'block', body, handlers }];
}

function collectStatement(kind: string, statement: unknown, retried: boolean, found: Found): Flow[] {
  if (kind.startsWith('dyn') && isRecord(statement)) {
    const { query, ...others } = statement;
    const expression = isRecord(query) ? query['PLpgSQL_expr'] : undefined;
    const dynamic = collectSql({ sql: dynamicStatement(formatOf(expression)), kind, retried }, found);
    return [dynamic, ...collect(others, kind, retried, found)];
  }
  if (kind === 'commit' || kind === 'rollback') {
    found.commits = true;
    return [{ does: 'commit' }];
  }
  return isRecord(statement) ? flowOf(kind, statement, (part) => collect(part, kind, retried, found)) : [];
}

function formatOf(expression: unknown): string {
  if (!isRecord(expression) || typeof expression['query'] !== 'string') throw new Error('an EXECUTE without its text');
  return expression['query'];
}

function statementOf(expression: unknown): string {
  if (!isRecord(expression) || typeof expression['query'] !== 'string')
    throw new Error('a PL/pgSQL expression without its text');
  const { query, parseMode } = expression;
  if (parseMode === 0) return query;
  return `SELECT ${typeof parseMode === 'number' && parseMode >= FIRST_ASSIGNMENT ? assigned(query) : query}`;
}

/** The right side of `target := expression`; a subscript of the target may hold `=` itself. */
function assigned(text: string): string {
  let depth = 0;
  for (const token of sqlLibraries().parser.scanSync(text).tokens) {
    if (token.text === '[' || token.text === '(') depth++;
    else if (token.text === ']' || token.text === ')') depth--;
    else if (depth === 0 && (token.text === ':=' || token.text === '=')) {
      return Buffer.from(text, 'utf8').subarray(token.end).toString('utf8').trim();
    }
  }
  throw new Error(`not an assignment: ${text}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
