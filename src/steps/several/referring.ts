import { renameInConstraint } from '../../sql/rename/index.ts';
import type { Catalog, Constraint, QualifiedName } from '../../types.ts';
import type { Draft } from '../draft.ts';

/**
 * The catalog of a table whose foreign keys reference columns that earlier changes put others in the place of: what is built beside such a
 * key references the column that stays. By then its own contract has given the key itself the same.
 */
export function referring(catalog: Catalog, earlier: readonly Draft[]): Catalog {
  const twice = earlier.filter(({ target }) => target.columns.length > 0);
  if (twice.length === 0) return catalog;
  const { table } = catalog;
  return { ...catalog, table: { ...table, constraints: table.constraints.map((each) => referringTo(each, twice)) } };
}

function referringTo(constraint: Constraint, earlier: readonly Draft[]): Constraint {
  const { type, incoming, references: referenced } = constraint;
  if (type !== 'f' || incoming || referenced === null) return constraint;
  const definition = earlier
    .filter(({ catalog: { table } }) => sameName(table, referenced))
    .reduce(
      (text, { catalog: { table }, target }) =>
        renameInConstraint(
          text,
          table,
          new Map(target.columns.map((column) => [column.old, column.new])),
          'referenced',
        ),
      constraint.definition,
    );
  return { ...constraint, definition };
}

const sameName = (one: QualifiedName, other: QualifiedName): boolean =>
  one.schema === other.schema && one.name === other.name;
