import { COLUMNS, type Kind, NAME, TABLE } from './kind.ts';
import { given, givenWords, optionalName } from './values.ts';

const EXAMPLE = 'plan add-unique users email';

export const addUnique: Kind = {
  name: 'add-unique',
  summary: 'Add a unique constraint without stopping writes',
  why: 'ADD UNIQUE builds its index while reads and writes wait. An index that was built concurrently becomes the constraint in a moment.',
  examples: [EXAMPLE, 'plan add-unique orders customer_id number --name one_number'],
  fields: [TABLE, COLUMNS, NAME],
  options: [],
  offers: [{ on: 'table' }, { on: 'column' }],
  checklist: 'Unique constraints USING INDEX',
  change(values) {
    const name = optionalName(values, EXAMPLE);
    return {
      kind: 'add-unique',
      target: given(values, 'target', 'add-unique needs a table.', EXAMPLE),
      columns: givenWords(values, 'columns', 'add-unique needs a column.', EXAMPLE),
      ...(name === undefined ? {} : { name }),
    };
  },
  asks: ({ target }) => ({ targets: [String(target)], constraintNames: true }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async planner() {
    const { planAddKey } = await import('../steps/constraint-kinds/key.ts');
    return (change, catalog, options) => planAddKey('unique', change, catalog, options);
  },
};
