import type { Kind } from './kind.ts';
import { given, givenWords } from './values.ts';

const EXAMPLE = 'plan replace-index orders_customer_id_idx customer_id placed_at';

export const replaceIndex: Kind = {
  name: 'replace-index',
  summary: 'Replace an index by one on other columns',
  why: 'Dropping an index before the new one is there leaves every query that needs it without; the new one comes first, and takes the name over.',
  examples: [EXAMPLE, 'plan replace-index users_email_idx "lower(email)"'],
  fields: [
    {
      name: 'target',
      as: 'argument',
      type: 'index',
      placeholder: '<index>',
      question: 'Which index?',
      help: 'the index: index or schema.index',
    },
    {
      name: 'keys',
      as: 'argument',
      type: 'words',
      placeholder: '<columns...>',
      question: 'Which columns or expressions instead?',
      help: 'columns or expressions, each as in CREATE INDEX; all else stays as it was (unique, method, WHERE, INCLUDE)',
      picks: 'keys',
    },
  ],
  options: [],
  offers: [{ on: 'index', not: ['of a constraint', 'inherited'] }],
  checklist: 'Indexes CONCURRENTLY, the new one first',
  change: (values) => ({
    kind: 'replace-index',
    target: given(values, 'target', 'replace-index needs an index.', EXAMPLE),
    keys: givenWords(values, 'keys', 'replace-index needs a column or an expression.', EXAMPLE),
  }),
  asks: ({ target, keys }) => ({
    targets: [String(target)],
    about: 'index',
    index: { keys: keys as string[], method: null },
  }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async planner() {
    const { planReplaceIndex } = await import('../steps/replace-index/plan.ts');
    return planReplaceIndex;
  },
};
