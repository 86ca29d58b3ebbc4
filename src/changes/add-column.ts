import { UserError } from '../errors.ts';
import type { AskedExpression } from '../types.ts';
import type { Field, Kind, Values } from './kind.ts';
import { given, newColumn, optional } from './values.ts';

const EXAMPLE = 'plan add-column orders.token uuid --default "gen_random_uuid()" --not-null';

/** Types that are no types but a sequence and NOT NULL besides. */
const SERIAL: Readonly<Record<string, string>> = {
  smallserial: 'smallint',
  serial2: 'smallint',
  serial: 'integer',
  serial4: 'integer',
  bigserial: 'bigint',
  serial8: 'bigint',
};

const words = (name: string, placeholder: string, question: string, help: string): Field => ({
  name,
  as: 'option',
  type: 'text',
  placeholder,
  question,
  help,
});

const flag = (name: string, question: string, help: string): Field => ({
  name,
  as: 'option',
  type: 'flag',
  placeholder: '',
  question,
  help,
});

const fields: readonly Field[] = [
  {
    name: 'target',
    as: 'argument',
    type: 'text',
    placeholder: '<table.column>',
    question: 'Which column is to come (table.column)?',
    help: 'the new column: table.column or schema.table.column',
    picks: 'new column',
  },
  { ...words('type', '<type>', 'Its type?', 'its type, as in SQL; serial too'), as: 'argument' },
  words('default', '<expression>', 'Its default, as in SQL (empty: none)?', 'its default, for rows that are there too'),
  flag('notNull', 'Is it NOT NULL?', 'NOT NULL'),
  flag('unique', 'Is it unique?', 'UNIQUE'),
  words('check', '<expression>', 'What must be true of it (empty: nothing)?', 'a CHECK on it'),
  words('references', '<table(column)>', 'What does it reference (empty: nothing)?', 'a foreign key to another table'),
  flag('identity', 'Is it an identity column?', 'GENERATED ALWAYS AS IDENTITY'),
  words(
    'generated',
    '<expression>',
    'What is it generated from (empty: nothing)?',
    'GENERATED ALWAYS AS (expression), virtual',
  ),
];

/** `table(column)` taken apart; the column may be left out: then it is the primary key. Throws UserError. */
function reference(typed: string): { table: string; column?: string } {
  const match = /^\s*([^()]+?)\s*(?:\(\s*([^()]+?)\s*\))?\s*$/.exec(typed);
  const [, table, column] = match ?? [];
  if (table === undefined)
    throw new UserError(`--references ${JSON.stringify(typed)} is not table(column).`, {
      hint: 'plan add-column orders.user_id bigint --references "users(id)"',
    });
  return { table, ...(column === undefined ? {} : { column }) };
}

function change(values: Values) {
  const target = given(values, 'target', 'add-column needs the new column.', EXAMPLE);
  const { table, column } = newColumn(target, EXAMPLE);
  const typed = given(values, 'type', 'add-column needs a type.', EXAMPLE).trim();
  const serial = SERIAL[typed.toLowerCase()];
  const references = optional(values, 'references');
  const expressions = ['default', 'check', 'generated'].flatMap((field) => {
    const value = optional(values, field);
    return value === undefined ? [] : [[field, value]];
  });
  const flags = ['notNull', 'unique', 'identity'].flatMap((field) => (values[field] === true ? [[field, true]] : []));
  return {
    kind: 'add-column',
    target,
    table,
    column,
    type: serial ?? typed,
    ...(serial === undefined ? {} : { serial: true }),
    ...Object.fromEntries([...expressions, ...flags]),
    ...(references === undefined ? {} : { references: reference(references) }),
  };
}

const asked = (typed: unknown, more: Omit<AskedExpression, 'text'>): AskedExpression[] =>
  typed === undefined ? [] : [{ text: String(typed), ...more }];

export const addColumn: Kind = {
  name: 'add-column',
  summary: 'Add a column, with all that is said of it',
  why: 'A volatile default, an identity, a CHECK or a UNIQUE on a new column rewrites or reads the whole table while everybody waits.',
  examples: [
    EXAMPLE,
    'plan add-column users.active boolean --default true --not-null',
    'plan add-column orders.user_id bigint --references "users(id)"',
    'plan add-column events.id bigint --identity --unique',
  ],
  fields,
  options: [],
  offers: [{ on: 'table', not: ['partition'] }],
  checklist: 'Add a column nullable or with a constant default',
  change,
  asks({ table, column, type, default: standard, check, generated, references }) {
    const adding = { column: String(column), type: 0 };
    return {
      targets: [String(table)],
      types: [{ text: String(type), says: 'The type' }],
      constraintNames: true,
      others: references === undefined ? [] : [(references as { table: string }).table],
      expressions: [
        ...asked(standard, { says: '--default', over: 'nothing', assigned: { type: 0 } }),
        ...asked(check, { says: '--check', over: 'table', adding }),
        ...asked(generated, { says: '--generated', over: 'table', assigned: { type: 0 } }),
      ],
    };
  },
  corrected: (values, correct) => ({
    ...values,
    target: `${correct}.${newColumn(String(values['target']), EXAMPLE).column}`,
  }),
  async planner() {
    const { planAddColumn } = await import('../steps/add-column/plan.ts');
    return planAddColumn;
  },
};
