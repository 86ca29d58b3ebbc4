import type { Kind } from './kind.ts';
import { given, targetColumn } from './values.ts';

const EXAMPLE = 'plan drop-not-null users.email';

export const dropNotNull: Kind = {
  name: 'drop-not-null',
  summary: 'Let a column be NULL',
  why: 'It takes a moment, but code that reads the column fails on the first NULL that other code writes.',
  examples: [EXAMPLE],
  fields: [
    {
      name: 'target',
      as: 'argument',
      type: 'column',
      placeholder: '<table.column>',
      question: 'Which column?',
      help: 'the column: table.column or schema.table.column',
    },
  ],
  options: [],
  offers: [{ on: 'column', not: ['nullable', 'in primary key', 'identity'] }],
  checklist: 'Relax what code counts on after the code',
  change: (values) => ({
    kind: 'drop-not-null',
    target: given(values, 'target', 'drop-not-null needs a column.', EXAMPLE),
  }),
  asks: ({ target }) => ({ targets: [String(target)] }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async planner() {
    const { planDropNotNull } = await import('../steps/defaults/not-null.ts');
    return (change, catalog, options) =>
      planDropNotNull(change, catalog, targetColumn(String(change['target']), catalog, EXAMPLE), options);
  },
};
