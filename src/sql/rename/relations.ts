import type { ColumnRename, Scope } from './scope.ts';

/** A level that sees one table under its own name, as expressions stored with that table do. */
export function tableScope(rename: ColumnRename, table = rename.table): Scope {
  const target = table.schema === rename.table.schema && table.name === rename.table.name;
  return { relations: [{ alias: table.name, target }], parent: null, rename };
}

/** A level that sees the row before and after, as triggers and rules do. */
export function rowScope(rename: ColumnRename, target: boolean): Scope {
  return { relations: ['old', 'new'].map((alias) => ({ alias, target })), parent: null, rename };
}

/** A level that sees nothing: queries bring their own FROM. */
export function emptyScope(rename: ColumnRename): Scope {
  return { relations: [], parent: null, rename };
}
