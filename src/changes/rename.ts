import { UserError } from '../errors.ts';
import type { Change } from '../types.ts';
import type { Kind, Values } from './kind.ts';
import { columnOf, given, newName, wordsOf } from './values.ts';

/** A column, as it was typed, and its new name. */
interface Renaming {
  readonly target: string;
  readonly name: string;
}

const EXAMPLE = 'plan rename users.full_name display_name';

const renamedTo = (typed: string): string => newName(typed, 'a column is renamed within its table', EXAMPLE);

/** What `also` holds: columns and their new names, taking turns. Throws UserError when one of them has no new name. */
function more(values: Values): Renaming[] {
  const words = wordsOf(values, 'also');
  if (words.length % 2 === 1) {
    throw new UserError(`rename needs a new name for ${words.at(-1) ?? ''} too.`, {
      hint: 'plan rename users.full_name display_name users.mail email',
    });
  }
  return words.flatMap((target, at) => (at % 2 === 0 ? [{ target, name: renamedTo(words[at + 1] ?? '') }] : []));
}

/** Every column that the change names. */
const renamings = (change: Change): Renaming[] => [
  { target: String(change.target), name: String(change.name) },
  ...(Array.isArray(change.also) ? (change.also as Renaming[]) : []),
];

export const rename: Kind = {
  name: 'rename',
  summary: 'Rename while old and new code run',
  why: 'ALTER TABLE ... RENAME COLUMN is instant, and in the same instant every running copy of the old code fails.',
  examples: [
    'plan rename users.full_name display_name',
    'plan rename billing.invoices.total amount --format golang-migrate',
    'plan rename users.full_name display_name users.mail email',
    'plan rename users people',
    'plan rename \'"Users"."fullName"\' displayName --dry-run',
  ],
  fields: [
    {
      name: 'target',
      as: 'argument',
      type: 'column',
      placeholder: '<table.column>',
      question: 'Which column?',
      help: 'the column or table: table.column, schema.table.column, table or schema.table',
    },
    {
      name: 'name',
      as: 'argument',
      type: 'identifier',
      placeholder: '<new_name>',
      question: 'Its new name?',
      help: 'the new name',
    },
    {
      name: 'also',
      as: 'argument',
      type: 'pairs',
      placeholder: '[more...]',
      question: 'More columns of the table?',
      help: 'more columns of the same table, each with its new name: all go in one pass over the rows',
    },
  ],
  change(values) {
    const also = more(values);
    return {
      kind: 'rename',
      target: given(values, 'target', 'rename needs the column to rename.', EXAMPLE),
      name: renamedTo(given(values, 'name', 'rename needs the new name.', EXAMPLE)),
      ...(also.length === 0 ? {} : { also }),
    };
  },
  options: ['sync', 'short', 'acknowledge', 'strategy', 'renameDependents'],
  offers: [{ on: 'column' }, { on: 'table' }],
  checklist: 'Rename over several deploys',
  asks: (change) => ({ targets: renamings(change).map(({ target }) => target) }),
  corrected(values, correct, at) {
    if (at === 0) return { ...values, target: correct };
    return { ...values, also: wordsOf(values, 'also').with(2 * (at - 1), correct) };
  },
  async planner() {
    const [{ planColumns }, { planRenameTable }] = await Promise.all([
      import('../steps/plan-columns.ts'),
      import('../steps/rename-table/plan.ts'),
    ]);
    return (change, catalog, options) => {
      if (catalog.target === 'table') return planRenameTable(change, catalog, String(change.name), options);
      return planColumns(
        change,
        catalog,
        renamings(change).map(({ target, name }) => ({ old: columnOf(target, catalog), name })),
        options,
      );
    };
  },
};
