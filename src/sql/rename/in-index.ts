import type { QualifiedName } from '../../types.ts';
import { deparse } from '../deparse.ts';
import { parseOne } from '../parse.ts';
import { renameIndexElements } from './dml.ts';
import { tableScope } from './relations.ts';
import { columnRenames, type Renames } from './scope.ts';
import { walk } from './walk.ts';

export interface IndexOptions {
  readonly name: string;
  readonly concurrently: boolean;
  readonly ifNotExists: boolean;
  /** Left out: as the definition says. */
  readonly unique?: boolean;
  /** null: the default tablespace; left out: as the definition says. */
  readonly tablespace?: string | null;
}

/** The `CREATE INDEX` of pg_get_indexdef under another name, over the new columns. Throws CannotDeparse. */
export function renameInIndex(
  definition: string,
  table: QualifiedName,
  renames: Renames,
  options: IndexOptions,
): string {
  const node = parseOne(definition);
  if (!('IndexStmt' in node)) throw new Error(`not the definition of an index: ${definition}`);
  const { IndexStmt: index } = node;
  const object = `index "${index.idxname ?? ''}"`;
  for (const rename of columnRenames(table, renames, object)) {
    const scope = tableScope(rename);
    renameIndexElements(index.indexParams, scope, walk);
    renameIndexElements(index.indexIncludingParams, scope, walk);
    walk(index.whereClause, scope);
  }
  index.idxname = options.name;
  setFlag(index, 'concurrent', options.concurrently);
  setFlag(index, 'if_not_exists', options.ifNotExists);
  if (options.unique !== undefined) setFlag(index, 'unique', options.unique);
  if (options.tablespace === null) delete index.tableSpace;
  else if (options.tablespace !== undefined) index.tableSpace = options.tablespace;
  return deparse(node, object);
}

/** The parser leaves false flags out, and the deparsed tree is compared with what it gives. */
function setFlag<Name extends string>(record: { [flag in Name]?: boolean }, name: Name, value: boolean): void {
  if (value) record[name] = true;
  else delete record[name];
}
