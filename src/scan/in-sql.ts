import type { Node } from 'libpg-query';
import { sqlLibraries } from '../sql/parse.ts';
import type { Access, Certainty, MentionKind } from '../types.ts';
import { filledIn } from './literal.ts';
import { type Use, usesIn } from './sql-uses.ts';
import type { Wanted } from './wanted.ts';

/** What a place does with a name. */
export interface Finding {
  readonly what: MentionKind;
  readonly access: Access;
  readonly certainty: Certainty;
}

/** A spelling of a name in a text of SQL. */
interface Place {
  readonly start: number;
  readonly end: number;
}

const FIRST_WORD =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/|\()*(?:select|insert|update|delete|with|merge|copy|create|alter|drop|truncate|grant|comment|explain|declare|prepare|table|values|refresh|lock|do|call)\s/i;

/** Longer ones are told by their words alone: they are dumps and seeds, and parsing takes a while. */
const LONGEST = 200_000;

/** Whether a text begins as a statement does. */
export const looksLikeSql = (text: string): boolean => FIRST_WORD.test(text);

/**
 * What each place in a text of SQL means, in the order of the places; null when the text does not parse, also not with
 * something in the place of what the program fills in.
 */
export function findingsInSql(text: string, places: readonly Place[], wanted: Wanted): (Finding | null)[] | null {
  const parsed = parsedStatements(text);
  if (parsed === null) return null;
  const at = byteOffsets(parsed.text);
  const positions = places.map(({ start, end }) => ({ byte: at(start), spelling: parsed.text.slice(start, end) }));
  const found = new Map<Position, Finding>();
  for (const { node, from, to } of parsed.statements) {
    const inside = positions.filter(({ byte }) => byte >= from && byte < to);
    if (inside.length === 0) continue;
    const uses = usesIn(node, wanted);
    if (isDdl(node)) for (const each of inside) found.set(each, ddl(uses, node, wanted));
    else placeUses(uses, inside, found);
  }
  return positions.map((each) => found.get(each) ?? null);
}

interface Position {
  readonly byte: number;
  readonly spelling: string;
}

/** The uses in a text that is one statement or a part of one, such as a condition; null when it is neither. */
export function usesInFragment(fragment: string, wanted: Wanted): Use[] | null {
  for (const head of ['SELECT 1 WHERE ', 'SELECT 1 ORDER BY ', 'SELECT ', 'SELECT 1 FROM (SELECT) AS q ']) {
    const parsed = parsedStatements(`${head}${fragment}`);
    if (parsed?.statements.length === 1) return usesIn(parsed.statements[0]?.node, wanted);
  }
  return null;
}

/** All uses in a text of SQL; null when it does not parse. */
export function parsedUses(sql: string, wanted: Wanted): Use[] | null {
  const found = parsedStatements(sql);
  return found === null ? null : found.statements.flatMap(({ node }) => usesIn(node, wanted));
}

interface Parsed {
  readonly text: string;
  readonly statements: readonly { readonly node: Node; readonly from: number; readonly to: number }[];
}

function parsedStatements(sql: string): Parsed | null {
  if (sql.length > LONGEST) return null;
  return parsedText(sql) ?? parsedText(filledIn(sql));
}

function parsedText(text: string): Parsed | null {
  try {
    const { stmts = [] } = sqlLibraries().parser.parseSync(text);
    const statements = stmts.flatMap(({ stmt: node, stmt_location: from = 0, stmt_len: length }) =>
      node === undefined ? [] : [{ node, from, to: length ? from + length : Number.MAX_SAFE_INTEGER }],
    );
    return { text, statements };
  } catch (error) {
    // Whatever the parser does not take is told by its words.
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Positions of the parser count bytes. */
function byteOffsets(text: string): (at: number) => number {
  if (Buffer.byteLength(text) === text.length) return (at) => at;
  return (at) => Buffer.byteLength(text.slice(0, at));
}

const DML = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'CopyStmt', 'ExplainStmt'];
const HOLDS_DML = ['PrepareStmt', 'DeclareCursorStmt', 'TruncateStmt', 'LockStmt', 'ExecuteStmt', 'CallStmt'];

const isDdl = (node: Node): boolean => ![...DML, ...HOLDS_DML].some((kind) => kind in node);

/** Each use is the first mention at or behind the place where its reference begins. */
function placeUses(uses: readonly Use[], positions: readonly Position[], found: Map<Position, Finding>): void {
  for (const { location, name, access, certainty } of uses.toSorted((a, b) => a.location - b.location)) {
    const at = positions.find(
      (each) => !found.has(each) && each.byte >= location && each.spelling.toLowerCase() === name.toLowerCase(),
    );
    if (at !== undefined) found.set(at, { what: access === 'write' ? 'sql-write' : 'sql-read', access, certainty });
  }
}

/** A statement that makes or changes something names the table, or another one, or neither. */
function ddl(uses: readonly Use[], node: Node, wanted: Wanted): Finding {
  const { tables } = wanted;
  const named = relationsIn(node);
  const ours = named.some(({ schema, name }) =>
    tables.some((table) => table.name === name && (schema === undefined || schema === table.schema)),
  );
  const certainty =
    uses.some((use) => use.certainty === 'certain') || ours ? 'certain' : named.length > 0 ? 'other' : 'possible';
  return { what: 'schema', access: 'unknown', certainty };
}

function relationsIn(value: unknown): { readonly schema: string | undefined; readonly name: string }[] {
  if (Array.isArray(value)) return value.flatMap(relationsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    if ((key === 'RangeVar' || key === 'relation') && isRange(child))
      return [{ schema: child.schemaname, name: child.relname }];
    return relationsIn(child);
  });
}

const isRange = (value: unknown): value is { readonly schemaname?: string; readonly relname: string } =>
  typeof value === 'object' && value !== null && 'relname' in value && typeof value.relname === 'string';
