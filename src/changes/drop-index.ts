import type { Kind } from './kind.ts';
import { given } from './values.ts';

const EXAMPLE = 'plan drop-index users_email_idx';

export const dropIndex: Kind = {
  name: 'drop-index',
  summary: 'Drop an index without stopping anybody',
  why: 'DROP INDEX waits for every query on the table, and every query that comes waits behind it. Concurrently nobody waits.',
  examples: [EXAMPLE, 'plan drop-index billing.invoices_total_idx'],
  fields: [
    {
      name: 'target',
      as: 'argument',
      type: 'index',
      placeholder: '<index>',
      question: 'Which index?',
      help: 'the index: index or schema.index',
    },
  ],
  options: [],
  offers: [{ on: 'index', not: ['of a constraint', 'inherited'] }],
  checklist: 'Indexes CONCURRENTLY, also when they go',
  change: (values) => ({ kind: 'drop-index', target: given(values, 'target', 'drop-index needs an index.', EXAMPLE) }),
  asks: ({ target }) => ({ targets: [String(target)], about: 'index' }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async planner() {
    const { planDropIndex } = await import('../steps/drop-index/plan.ts');
    return planDropIndex;
  },
};
