import { parseParts, spellings } from '../../catalog/name.ts';
import { Refusal } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Catalog, Index } from '../../types.ts';

/** The index of the table that the target named. */
export function indexNamed(target: string, { table }: Catalog): Index {
  const last = parseParts(target).at(-1);
  const found = (last === undefined ? [] : spellings(last)).flatMap((name) =>
    table.indexes.filter((each) => each.name === name),
  );
  const [index] = found;
  if (index === undefined) throw new Error(`${target} is not among the indexes of its table`);
  return index;
}

/** @throws Refusal for an index that PostgreSQL does not let go by itself. */
export function refuseIndex(index: Index, { table }: Catalog, verb: 'dropped' | 'replaced'): void {
  const [says, on] = [qualified(index).text, qualified(table).text];
  if (index.constraint !== null)
    throw new Refusal(
      'constraint',
      `${says} cannot be ${verb} by itself: it is the index of the constraint ${ident(index.constraint).text} of ${on}.`,
      `Drop the constraint, and the index goes with it: plan drop-constraint ${on} ${ident(index.constraint).text}`,
    );
  if (index.parent !== null)
    throw new Refusal(
      'part-of-index',
      `${says} cannot be ${verb} by itself: it is the part that ${on} has of ${qualified(index.parent).text}.`,
      `Name the whole index: ${qualified(index.parent).text}`,
    );
  if (index.dependents.length > 0)
    throw new Refusal(
      'dependents',
      `${says} cannot be ${verb}: ${index.dependents.join(', ')} needs it.`,
      'Drop what needs it first, each with plan drop-constraint <table> <constraint>.',
    );
}
