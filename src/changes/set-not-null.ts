import type { Kind } from './kind.ts';
import { given, optional, targetColumn } from './values.ts';

const EXAMPLE = 'plan set-not-null users.email --fill "\'\'"';

export const setNotNull: Kind = {
  name: 'set-not-null',
  summary: 'Make a column NOT NULL',
  why: 'SET NOT NULL reads every row while reads and writes wait, and code that still sends NULL fails from that moment on.',
  examples: [
    'plan set-not-null users.email',
    EXAMPLE,
    'plan set-not-null orders.token --fill "gen_random_uuid()"',
    'plan set-not-null users.handle --fill "lower(email)"',
  ],
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
      name: 'fill',
      as: 'option',
      type: 'text',
      placeholder: '<expression>',
      question: 'What do rows without a value get, as in SQL (empty: there are none)?',
      help: 'what rows with NULL get, and writes that still send NULL; it may name other columns',
    },
  ],
  options: [],
  offers: [{ on: 'column', is: ['nullable'] }],
  checklist: 'NOT NULL through a validated check',
  change(values) {
    const fill = optional(values, 'fill');
    return {
      kind: 'set-not-null',
      target: given(values, 'target', 'set-not-null needs a column.', EXAMPLE),
      ...(fill === undefined ? {} : { fill }),
    };
  },
  asks: ({ target, fill }) => ({
    targets: [String(target)],
    constraintNames: true,
    expressions:
      fill === undefined ? [] : [{ text: String(fill), says: '--fill', over: 'table', assigned: { target: 0 } }],
  }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async planner() {
    const { planSetNotNull } = await import('../steps/not-null/plan.ts');
    return (change, catalog, options) =>
      planSetNotNull(change, catalog, targetColumn(String(change['target']), catalog, EXAMPLE), options);
  },
};
