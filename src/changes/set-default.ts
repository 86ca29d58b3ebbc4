import type { Kind } from './kind.ts';
import { given, targetColumn } from './values.ts';

const EXAMPLE = 'plan set-default users.status "\'active\'"';

export const setDefault: Kind = {
  name: 'set-default',
  summary: 'Give a column another default for new rows',
  why: 'SET DEFAULT changes no row that is there and takes a moment, but under a lock that waits behind long transactions, and everybody behind it.',
  examples: [EXAMPLE, 'plan set-default orders.placed_at "now()"'],
  fields: [
    {
      name: 'target',
      as: 'argument',
      type: 'column',
      placeholder: '<table.column>',
      question: 'Which column?',
      help: 'the column: table.column or schema.table.column',
    },
    {
      name: 'default',
      as: 'argument',
      type: 'text',
      placeholder: '<expression>',
      question: 'Its default, as in SQL?',
      help: 'the default, one SQL expression: 0, now(), "\'active\'"',
      picks: 'default',
    },
  ],
  options: [],
  offers: [{ on: 'column', not: ['generated', 'identity'] }],
  checklist: 'A default changes new rows alone',
  change: (values) => ({
    kind: 'set-default',
    target: given(values, 'target', 'set-default needs a column.', EXAMPLE),
    default: given(values, 'default', 'set-default needs the default.', EXAMPLE),
  }),
  asks: ({ target, default: expression }) => ({
    targets: [String(target)],
    expressions: [
      {
        text: String(expression),
        says: 'The default',
        over: 'nothing',
        assigned: { target: 0 },
      },
    ],
  }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async planner() {
    const { planSetDefault } = await import('../steps/defaults/set.ts');
    return (change, catalog, options) =>
      planSetDefault(change, catalog, targetColumn(String(change['target']), catalog, EXAMPLE), options);
  },
};
