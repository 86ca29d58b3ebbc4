import type { QualifiedName } from '../../types.ts';
import { Refusal } from '../../errors.ts';

/** A definition uses the column in a way that cannot be rewritten without knowing more than the definition says. */
export class CannotRename extends Refusal {
  constructor(object: string, why: string) {
    super(
      object,
      `${object} cannot be rewritten for the new column name: ${why}`,
      `drop ${object} before the plan and create it again after it`,
    );
  }
}

/** One column of one table, and its new name. */
export interface ColumnRename {
  readonly table: QualifiedName;
  readonly from: string;
  readonly to: string;
  /** All columns of the table in order while both names exist; needed only where aliases are positional. */
  readonly columns?: readonly string[];
  /** Names the definition in errors. */
  readonly object: string;
}

/** New names by old ones, for columns of one table; no new name is an old one. */
export type Renames = ReadonlyMap<string, string>;

/** One by one, in order: a definition is changed for each of them in turn. */
export function columnRenames(
  table: QualifiedName,
  renames: Renames,
  object: string,
  columns?: readonly string[],
): ColumnRename[] {
  return [...renames].map(([from, to]) => ({ table, from, to, object, ...(columns === undefined ? {} : { columns }) }));
}

/** A name that a query level can put before a dot. */
export interface Relation {
  readonly alias: string;
  /** It is the table, and its column is seen under its own name. */
  readonly target: boolean;
}

/** The relations that a query level sees; the levels around it are its parents. */
export interface Scope {
  readonly relations: readonly Relation[];
  readonly parent: Scope | null;
  readonly rename: ColumnRename;
}

/** A level inside another one. */
export function inner(parent: Scope, relations: readonly Relation[]): Scope {
  return { relations, parent, rename: parent.rename };
}

/** The relation that `alias.` means here, or null. */
export function relationNamed(scope: Scope, alias: string): Relation | null {
  for (let level: Scope | null = scope; level !== null; level = level.parent) {
    const found = level.relations.find((relation) => relation.alias === alias);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * The relation to which an unqualified column `from` belongs when that is the table, or null. PostgreSQL leaves the qualifier
 * out only where a level sees one relation, so the innermost level with a relation decides. Throws CannotRename when that
 * level sees the table twice.
 */
export function unqualifiedTarget(scope: Scope): Relation | null {
  for (let level: Scope | null = scope; level !== null; level = level.parent) {
    if (level.relations.length === 0) continue;
    const targets = level.relations.filter((relation) => relation.target);
    if (targets.length > 1)
      throw new CannotRename(scope.rename.object, `"${scope.rename.from}" stands there without its table's name`);
    return targets[0] ?? null;
  }
  return null;
}
