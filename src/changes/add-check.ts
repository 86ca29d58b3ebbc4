import { type Kind, NAME, TABLE } from './kind.ts';
import { given, optionalName } from './values.ts';

const EXAMPLE = 'plan add-check orders "total >= 0"';

export const addCheck: Kind = {
  name: 'add-check',
  summary: 'Add a check that every row must pass',
  why: 'ADD CONSTRAINT ... CHECK reads every row while reads and writes wait. NOT VALID reads none, and VALIDATE lets everybody work.',
  examples: [EXAMPLE, 'plan add-check users "length(email) <= 320" --name email_fits'],
  fields: [
    TABLE,
    {
      name: 'expression',
      as: 'argument',
      type: 'text',
      placeholder: '<condition>',
      question: 'What must be true of every row, as in SQL?',
      help: 'what must be true of every row, one SQL expression: "total >= 0"',
    },
    NAME,
  ],
  options: [],
  offers: [{ on: 'table' }, { on: 'column' }],
  checklist: 'Constraints NOT VALID, then validated',
  change(values) {
    const name = optionalName(values, EXAMPLE);
    return {
      kind: 'add-check',
      target: given(values, 'target', 'add-check needs a table.', EXAMPLE),
      expression: given(values, 'expression', 'add-check needs a condition.', EXAMPLE),
      ...(name === undefined ? {} : { name }),
    };
  },
  asks: ({ target, expression }) => ({
    targets: [String(target)],
    constraintNames: true,
    expressions: [{ text: String(expression), says: 'The check', over: 'table', condition: true }],
  }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async planner() {
    const { planAddCheck } = await import('../steps/constraint-kinds/check.ts');
    return planAddCheck;
  },
};
