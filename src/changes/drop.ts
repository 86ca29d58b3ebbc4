import { withWords } from '../steps/drop/with.ts';
import type { Kind } from './kind.ts';
import { columnOf, given, optional } from './values.ts';

const EXAMPLE = 'plan drop users.fax';

export const drop: Kind = {
  name: 'drop',
  summary: 'Drop a column or a table that no code needs',
  why: 'DROP is instant, and in the same instant code that still names it fails; the values are gone for good, and so is what used it and nobody thought of.',
  examples: [EXAMPLE, 'plan drop users.active --with view', 'plan drop audit_log', 'plan drop users.fax --no-archive'],
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
      name: 'noArchive',
      as: 'option',
      type: 'flag',
      placeholder: '',
      question: 'Lose the values for good, instead of archiving them?',
      help: 'lose the values: nothing is archived, and no down file brings them back',
    },
    {
      name: 'with',
      as: 'option',
      type: 'text',
      placeholder: '<list>',
      question: 'What else may go with it: view, policy, a name, ... (empty: nothing)?',
      help: 'what uses it and goes too: view, policy, function, trigger, rule, generated, statistics, publication, foreign-key, or names, with commas between them; anything else that uses it is refused',
    },
  ],
  options: ['acknowledge'],
  offers: [{ on: 'column' }, { on: 'table' }],
  checklist: 'Drop when nothing refers to it',
  change(values) {
    const words = optional(values, 'with');
    return {
      kind: 'drop',
      target: given(values, 'target', 'drop needs a column or a table.', EXAMPLE),
      ...(values['noArchive'] === true ? { archive: false } : {}),
      ...(words === undefined ? {} : { with: withWords(words) }),
    };
  },
  asks: ({ target }) => ({ targets: [String(target)], users: true }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async planner() {
    const [{ planDropColumn }, { planDropTable }] = await Promise.all([
      import('../steps/drop/plan-column.ts'),
      import('../steps/drop/plan-table.ts'),
    ]);
    return (change, catalog, options) => {
      const dropping = {
        archive: change['archive'] !== false,
        with: Array.isArray(change['with']) ? change['with'].map(String) : [],
      };
      if (catalog.target === 'table') return planDropTable(change, catalog, dropping, options);
      return planDropColumn(change, catalog, columnOf(String(change['target']), catalog), dropping, options);
    };
  },
};
