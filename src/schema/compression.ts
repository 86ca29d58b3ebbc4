import { deparse } from '../sql/deparse.ts';
import type { Node } from '../sql/parse.ts';
import { quoteIdentifier } from '../sql/quote.ts';

type Items = readonly Node[];

/** Columns to be marked in the catalog once everything is loaded. */
export interface Lz4 {
  /** As it stands in SQL. */
  readonly table: string;
  readonly columns: readonly string[];
}

/**
 * The embedded PostgreSQL is built without lz4, so a column cannot be declared with it; the catalog can say so all the
 * same, later, since a child would ask for what its parent has. Gives what to run in place of a statement that names
 * it, null when it does not.
 */
export function withoutLz4(node: Node): { readonly run: readonly string[]; readonly lz4: Lz4 } | null {
  if ('CreateStmt' in node) {
    // The deparser leaves out a table's tablespace, which no plan reads.
    const { tableElts = [], tablespacename: _, ...rest } = node.CreateStmt;
    const { kept, columns } = strip(tableElts);
    if (columns.length === 0) return null;
    return {
      run: [deparse({ CreateStmt: { ...rest, tableElts: [...kept] } })],
      lz4: { table: nameOf(rest.relation), columns },
    };
  }
  if (!('AlterTableStmt' in node)) return null;
  const { cmds = [], relation } = node.AlterTableStmt;
  const columns = cmds.flatMap((cmd) => compressed(cmd) ?? []);
  if (columns.length === 0) return null;
  const kept = cmds.flatMap((cmd) => withoutCompression(cmd) ?? []);
  const run = kept.length === 0 ? [] : [deparse({ AlterTableStmt: { ...node.AlterTableStmt, cmds: kept } })];
  return { run, lz4: { table: nameOf(relation), columns } };
}

function strip(elements: Items): { kept: Items; columns: readonly string[] } {
  const columns: string[] = [];
  const kept = elements.map((element): Node => {
    if (!('ColumnDef' in element) || element.ColumnDef.compression !== 'lz4') return element;
    const { compression: _, ...bare } = element.ColumnDef;
    columns.push(bare.colname ?? '');
    return { ColumnDef: bare };
  });
  return { kept, columns };
}

function compressed(cmd: Node): string | null {
  if (!('AlterTableCmd' in cmd)) return null;
  const { subtype, name, def } = cmd.AlterTableCmd;
  if (subtype === 'AT_SetCompression' && def !== undefined && 'String' in def && def.String.sval === 'lz4') {
    return name ?? '';
  }
  return def !== undefined && 'ColumnDef' in def && def.ColumnDef.compression === 'lz4'
    ? (def.ColumnDef.colname ?? '')
    : null;
}

function withoutCompression(cmd: Node): Node | null {
  if (!('AlterTableCmd' in cmd) || compressed(cmd) === null) return cmd;
  const { def, ...rest } = cmd.AlterTableCmd;
  const [bare] = def === undefined ? [] : strip([def]).kept;
  return bare === undefined || !('ColumnDef' in bare) ? null : { AlterTableCmd: { ...rest, def: bare } };
}

function nameOf(relation: { schemaname?: string; relname?: string } | undefined): string {
  const parts = [relation?.schemaname, relation?.relname].flatMap((part) => part ?? []);
  return parts.map(quoteIdentifier).join('.');
}
