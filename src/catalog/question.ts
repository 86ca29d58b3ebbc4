import type { Asked } from '../types.ts';

/** What the catalog is read for. */
export interface Question extends Asked {
  /** The dotted names of what the change is about, as the user wrote them: columns of one table, one table, or one index. */
  readonly targets: readonly string[];
  /** What the targets are; a table or columns when it is not said. */
  readonly about?: 'index';
  /** For a change of the first target's type to the first of `types`: what hangs on it, and whether its values convert. */
  readonly converts?: { readonly deep: boolean; readonly by: number | null };
  /** Other tables that the change names: [schema.]table. */
  readonly others?: readonly string[];
  /** Whether to look for everything that uses the targets, directly or through something else. */
  readonly users?: true;
  /** Whether to ask pg_stat_statements for the statements that name the targets. */
  readonly running?: true;
}
