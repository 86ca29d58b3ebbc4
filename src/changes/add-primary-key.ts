import { COLUMNS, type Kind, NAME, TABLE } from './kind.ts';
import { given, givenWords, optionalName } from './values.ts';

const EXAMPLE = 'plan add-primary-key events id';

export const addPrimaryKey: Kind = {
  name: 'add-primary-key',
  summary: 'Add a primary key without stopping writes',
  why: 'ADD PRIMARY KEY builds its index and reads every row for NULLs while reads and writes wait.',
  examples: [EXAMPLE, 'plan add-primary-key lines order_id position'],
  fields: [TABLE, COLUMNS, NAME],
  options: [],
  offers: [{ on: 'table', not: ['primary key', 'partition'] }],
  checklist: 'Primary keys USING INDEX',
  change(values) {
    const name = optionalName(values, EXAMPLE);
    return {
      kind: 'add-primary-key',
      target: given(values, 'target', 'add-primary-key needs a table.', EXAMPLE),
      columns: givenWords(values, 'columns', 'add-primary-key needs a column.', EXAMPLE),
      ...(name === undefined ? {} : { name }),
    };
  },
  asks: ({ target }) => ({ targets: [String(target)], constraintNames: true }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async planner() {
    const { planAddKey } = await import('../steps/constraint-kinds/key.ts');
    return (change, catalog, options) => planAddKey('primary key', change, catalog, options);
  },
};
