import { type Kind, TABLE } from './kind.ts';
import { given } from './values.ts';

const EXAMPLE = 'plan drop-constraint orders orders_total_check';

export const dropConstraint: Kind = {
  name: 'drop-constraint',
  summary: 'Drop a constraint under a short lock',
  why: 'DROP CONSTRAINT takes a moment, but under a lock that waits behind long transactions, and everybody behind it; a foreign key locks both tables.',
  examples: [EXAMPLE, 'plan drop-constraint orders orders_customer_id_fkey'],
  fields: [
    TABLE,
    {
      name: 'constraint',
      as: 'argument',
      type: 'identifier',
      placeholder: '<constraint>',
      question: 'Which constraint?',
      help: 'its name',
      picks: 'constraint',
    },
  ],
  options: [],
  offers: [{ on: 'constraint', not: ['inherited'] }],
  checklist: 'Locks that are waited for are short',
  change: (values) => ({
    kind: 'drop-constraint',
    target: given(values, 'target', 'drop-constraint needs a table.', EXAMPLE),
    constraint: given(values, 'constraint', 'drop-constraint needs the name of a constraint.', EXAMPLE),
  }),
  asks: ({ target }) => ({ targets: [String(target)] }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async planner() {
    const { planDropConstraint } = await import('../steps/drop-index/constraint.ts');
    return planDropConstraint;
  },
};
