import type { IndexElem, IndexStmt, Node } from 'libpg-query';
import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../errors.ts';
import type { QualifiedName } from '../types.ts';
import { deparse } from './deparse.ts';
import { parseExpression, parseOne, sqlLibraries } from './parse.ts';

export type { IndexElem, IndexStmt } from 'libpg-query';

/** How the statement of an index is written down. */
export interface IndexForm {
  readonly table: QualifiedName;
  readonly name: string;
  readonly concurrently?: boolean;
  readonly ifNotExists?: boolean;
  /** Of a partitioned table alone, without its partitions. */
  readonly only?: boolean;
}

/** The tree of a CREATE INDEX. */
export function indexStatement(sql: string): IndexStmt {
  const node = parseOne(sql);
  if (!('IndexStmt' in node)) throw new Error(`not the definition of an index: ${sql}`);
  return node.IndexStmt;
}

/** An index over nothing yet, as the tree of its CREATE INDEX. */
export function newIndex({ unique, method }: { unique: boolean; method: string }): IndexStmt {
  const tree = indexStatement('CREATE INDEX x ON s.t (a)');
  return { ...tree, accessMethod: method, indexParams: [], ...(unique ? { unique } : {}) };
}

/** CREATE INDEX, without a semicolon. Throws CannotDeparse. */
export function createIndex(tree: IndexStmt, { table, name, ...form }: IndexForm): string {
  const index = structuredClone(tree);
  delete index.concurrent;
  delete index.if_not_exists;
  const relation = { ...index.relation, schemaname: table.schema, relname: table.name, inh: true };
  // The parser leaves out what is false.
  if (form.only === true) Reflect.deleteProperty(relation, 'inh');
  return deparse(
    {
      IndexStmt: {
        ...index,
        idxname: name,
        relation,
        ...(form.concurrently === true ? { concurrent: true } : {}),
        ...(form.ifNotExists === true ? { if_not_exists: true } : {}),
      },
    },
    `index "${name}"`,
  );
}

const BEFORE = 'CREATE INDEX ON t (\n';

/**
 * Keys as a person gives them: columns or expressions, each with an operator class, a collation and an order as in CREATE INDEX.
 * An expression may stand without its parentheses. Throws UserError for anything else.
 */
export function parseKeys(text: string): IndexElem[] {
  const tree = tried(`${BEFORE}${text}\n)`);
  if (tree === null)
    return [{ expr: parseExpression(text), ordering: 'SORTBY_DEFAULT', nulls_ordering: 'SORTBY_NULLS_DEFAULT' }];
  // `a) WHERE (true` closes our parentheses: nothing but keys may have come of it.
  if (!isDeepStrictEqual(besidesKeys(tree), besidesKeys(indexStatement(`${BEFORE}a\n)`))))
    throw new UserError(`not the key of an index: ${text.replaceAll(/\s+/g, ' ').trim()}`, {
      hint: 'give a column or one expression, for example  lower(email)',
    });
  return elements(tree.indexParams);
}

/** The keys, or the INCLUDE columns, of an index. */
export const elements = (nodes: readonly Node[] | undefined): IndexElem[] =>
  (nodes ?? []).flatMap((node) => ('IndexElem' in node ? [node.IndexElem] : []));

const besidesKeys = (tree: IndexStmt): IndexStmt => ({ ...tree, relation: {}, indexParams: [] });

function tried(sql: string): IndexStmt | null {
  try {
    const { stmts = [] } = sqlLibraries().parser.parseSync(sql);
    const [first] = stmts;
    if (first?.stmt === undefined || stmts.length !== 1 || !('IndexStmt' in first.stmt)) return null;
    return first.stmt.IndexStmt;
  } catch {
    return null;
  }
}
