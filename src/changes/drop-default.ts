import type { Kind } from './kind.ts';
import { given, targetColumn } from './values.ts';

const EXAMPLE = 'plan drop-default users.status';

export const dropDefault: Kind = {
  name: 'drop-default',
  summary: 'Take the default of a column away',
  why: 'An INSERT that leaves the column out stores NULL from then on, or fails where the column is NOT NULL.',
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
  offers: [{ on: 'column', is: ['default'], not: ['generated', 'identity'] }],
  checklist: 'A default changes new rows alone',
  change: (values) => ({
    kind: 'drop-default',
    target: given(values, 'target', 'drop-default needs a column.', EXAMPLE),
  }),
  asks: ({ target }) => ({ targets: [String(target)] }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async planner() {
    const { planDropDefault } = await import('../steps/defaults/drop.ts');
    return (change, catalog, options) =>
      planDropDefault(change, catalog, targetColumn(String(change['target']), catalog, EXAMPLE), options);
  },
};
