import { render } from '../sql/render.ts';
import { renameInConstraint, renameInIndex } from '../sql/rename/index.ts';
import { ident, list, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { Constraint, Index, QualifiedName } from '../types.ts';
import { type Context, type IndexTree, newNames, type Part, renames } from './context.ts';

/**
 * The index of a partitioned table: made empty in expand, so that every partition that comes later gets its own at once,
 * and valid as soon as the last partition's is attached to it. It holds no rows, so making it takes no time.
 */
export function partitionedIndex(
  context: Context,
  index: Index,
  helper: QualifiedName,
  constraint: Constraint | undefined,
): { readonly tree: IndexTree; readonly create: Part; readonly undo: Part } {
  const { table } = context;
  const target = { table: qualified(table), constraint: ident(helper.name) };
  const create =
    constraint === undefined
      ? render('definition', { definition: verbatim(emptyIndex(context, index, helper)) })
      : render('add-unique-only', {
          ...target,
          definition: verbatim(renameInConstraint(constraint.definition, table, renames(context), 'own')),
        });
  const drop =
    constraint === undefined ? render('drop-index', { index: qualified(helper) }) : render('drop-constraint', target);
  return {
    tree: { title: index.name, table, index: helper },
    create: {
      title: `${index.name} for ${newNames(context)}, of the partitioned table alone: partitions that come later get theirs with it.`,
      sql: [create],
    },
    undo: {
      title: `${index.name} for ${newNames(context)} without those of the partitions.`,
      // Dropped and not detached: PostgreSQL has no way to detach an index.
      sql: [list([drop, create], '\n')],
    },
  };
}

/** pg_get_indexdef says ON ONLY for an index of a partitioned table. */
const emptyIndex = (context: Context, index: Index, helper: QualifiedName): string =>
  renameInIndex(index.definition, context.table, renames(context), {
    name: helper.name,
    concurrently: false,
    ifNotExists: false,
    tablespace: index.tablespace,
  });

/** Makes an index part of its parent's; doing it again changes nothing. */
export const attachIndex = (parent: QualifiedName, index: QualifiedName): Sql =>
  render('attach-index', { index: qualified(parent), partition: qualified(index) });
