import type { Constraint, Node } from 'libpg-query';
import type { QualifiedName } from '../../types.ts';
import { deparse, CannotDeparse } from '../deparse.ts';
import { parseOne } from '../parse.ts';
import { stringOf } from './columns.ts';
import { renameIndexElements } from './dml.ts';
import { isTarget } from './from.ts';
import { tableScope } from './relations.ts';
import { type ColumnRename, columnRenames, type Renames, type Scope } from './scope.ts';
import { walk } from './walk.ts';

/** ALTER TABLE around a constraint makes pg_get_constraintdef's text a statement. */
const PREFIX = 'ALTER TABLE x ADD CONSTRAINT y ';

/**
 * The text of pg_get_constraintdef with its columns renamed, ready to stand after `ADD CONSTRAINT name`. `side` says which end of a
 * foreign key the table is; one that references its own table is passed twice. Throws CannotRename or CannotDeparse.
 */
export function renameInConstraint(
  definition: string,
  table: QualifiedName,
  renames: Renames,
  side: 'own' | 'referenced',
  object = 'the constraint',
): string {
  const node = parseOne(PREFIX + definition);
  const constraint = constraintOf(node);
  for (const rename of columnRenames(table, renames, object)) {
    if (side === 'own') renameOwn(constraint, tableScope(rename));
    else if (isTarget(constraint.pktable, rename)) renameIn(constraint, 'pk_attrs', rename);
  }
  const sql = deparse(node, object);
  if (!sql.startsWith(PREFIX)) throw new CannotDeparse(object, `it is not a constraint any more: ${sql}`);
  return sql.slice(PREFIX.length);
}

/** The columns that a foreign key compares, own and referenced in turn. */
export function comparedColumns(definition: string): { readonly own: string; readonly referenced: string }[] {
  const { fk_attrs: own = [], pk_attrs: referenced = [] } = constraintOf(parseOne(PREFIX + definition));
  return own.flatMap((column, at) => {
    const other = referenced[at];
    return other === undefined ? [] : [{ own: stringOf(column) ?? '', referenced: stringOf(other) ?? '' }];
  });
}

function constraintOf(node: Node): Constraint {
  const command = 'AlterTableStmt' in node ? node.AlterTableStmt.cmds?.[0] : undefined;
  const def = command !== undefined && 'AlterTableCmd' in command ? command.AlterTableCmd.def : undefined;
  if (def === undefined || !('Constraint' in def)) throw new Error('not the definition of a constraint');
  return def.Constraint;
}

function renameOwn(constraint: Constraint, scope: Scope): void {
  for (const list of ['keys', 'including', 'fk_attrs', 'fk_del_set_cols'] as const)
    renameIn(constraint, list, scope.rename);
  for (const exclusion of constraint.exclusions ?? []) {
    if ('List' in exclusion) renameIndexElements(exclusion.List.items, scope, walk);
  }
  walk({ raw: constraint.raw_expr, where: constraint.where_clause }, scope);
}

function renameIn(
  constraint: Constraint,
  list: 'keys' | 'including' | 'fk_attrs' | 'fk_del_set_cols' | 'pk_attrs',
  rename: ColumnRename,
): void {
  const names = constraint[list];
  if (names !== undefined)
    constraint[list] = names.map((name) => (stringOf(name) === rename.from ? { String: { sval: rename.to } } : name));
}
