import { Refusal } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Catalog } from '../../types.ts';
import { chosenName } from '../object-name.ts';

/** The name that was given, or the one that PostgreSQL would choose. @throws Refusal when a constraint of the table has it. */
export function constraintName(
  { table, answers: { constraintNames = [] } }: Catalog,
  { name, columns, label }: { name: string | undefined; columns: string | null; label: string },
): string {
  const chosen = name ?? chosenName(table.name, columns, label, constraintNames);
  const bearer = [table, ...table.family].find(({ constraints }) =>
    constraints.some((each) => !each.incoming && each.name === chosen),
  );
  if (bearer === undefined) return chosen;
  throw new Refusal(
    'name-taken',
    `${qualified(bearer).text} has a constraint ${ident(chosen).text} already.`,
    'Choose another name with --name.',
  );
}
