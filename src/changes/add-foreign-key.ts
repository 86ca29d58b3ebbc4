import { parseParts } from '../catalog/name.ts';
import { UserError } from '../errors.ts';
import { type Kind, NAME } from './kind.ts';
import { given, optional, optionalName, splitNames } from './values.ts';

const EXAMPLE = 'plan add-foreign-key orders.customer_id customers.id';
const ACTIONS = ['no action', 'restrict', 'cascade', 'set null', 'set default'];

/** `orders.customer_id,region` as the table and its columns, each as it was typed. */
export interface Ends {
  readonly table: string;
  readonly columns: readonly string[];
}

/** One end of a foreign key. Throws UserError when it names no column, or more than one table. */
export function endOf(text: string): Ends {
  const [first = '', ...others] = splitNames(text);
  const parts = parseParts(first).map(({ text: part, quoted }) => (quoted ? `"${part.replaceAll('"', '""')}"` : part));
  const strange = others.find((each) => parseParts(each).length > 1);
  if (parts.length < 2 || strange !== undefined)
    throw new UserError(`${JSON.stringify(text)} is not the columns of one table.`, {
      hint: `${EXAMPLE}, or for two columns: plan add-foreign-key orders.customer_id,region customers.id,region`,
    });
  return { table: parts.slice(0, -1).join('.'), columns: [parts.at(-1) ?? '', ...others] };
}

const actionOf = (value: string | undefined, flag: string): string | undefined => {
  const action = value?.toLowerCase().replaceAll(/[\s_-]+/g, ' ');
  if (action === undefined || ACTIONS.includes(action)) return action;
  throw new UserError(`${flag} ${value ?? ''} is not one of: ${ACTIONS.join(', ')}.`, {
    hint: `${EXAMPLE} ${flag} cascade`,
  });
};

export const addForeignKey: Kind = {
  name: 'add-foreign-key',
  summary: 'Add a foreign key without stopping writes',
  why: 'ADD FOREIGN KEY reads every row while writes to both tables wait. NOT VALID reads none, and VALIDATE lets everybody work.',
  examples: [
    EXAMPLE,
    'plan add-foreign-key orders.customer_id customers.id --on-delete cascade',
    'plan add-foreign-key lines.order_id,region orders.id,region --deferrable',
  ],
  fields: [
    {
      name: 'target',
      as: 'argument',
      type: 'text',
      placeholder: '<table.column>',
      question: 'Which column refers to another table (table.column)?',
      help: 'the column that refers, or several: orders.customer_id,region',
      picks: 'referring',
    },
    {
      name: 'references',
      as: 'argument',
      type: 'text',
      placeholder: '<other.column>',
      question: 'To which column of which table?',
      help: 'what it refers to: customers.id, or several columns: customers.id,region',
      picks: 'referred',
    },
    {
      name: 'onDelete',
      as: 'option',
      type: 'text',
      placeholder: '<action>',
      question: 'When the row it refers to is deleted?',
      help: `what a delete there does here: ${ACTIONS.join(', ')} (default: no action)`,
      choices: ACTIONS,
    },
    {
      name: 'onUpdate',
      as: 'option',
      type: 'text',
      placeholder: '<action>',
      question: 'When the key there changes?',
      help: 'what another key there does here (default: no action)',
      choices: ACTIONS,
    },
    {
      name: 'deferrable',
      as: 'option',
      type: 'flag',
      placeholder: '',
      question: 'May a transaction put it off to its end?',
      help: 'a transaction may put it off to its end',
    },
    NAME,
  ],
  options: [],
  offers: [{ on: 'table' }, { on: 'column' }],
  checklist: 'Foreign keys NOT VALID, then validated',
  change(values) {
    const [target, references] = [
      given(values, 'target', 'add-foreign-key needs the column that refers.', EXAMPLE),
      given(values, 'references', 'add-foreign-key needs the column that it refers to.', EXAMPLE),
    ];
    const [own, other] = [endOf(target), endOf(references)];
    if (own.columns.length !== other.columns.length)
      throw new UserError(
        `${own.columns.length} and ${other.columns.length} columns do not go together: ${target} and ${references}.`,
        { hint: 'Name as many columns there as here.' },
      );
    const [name, onDelete, onUpdate] = [
      optionalName(values, EXAMPLE),
      actionOf(optional(values, 'onDelete'), '--on-delete'),
      actionOf(optional(values, 'onUpdate'), '--on-update'),
    ];
    return {
      kind: 'add-foreign-key',
      target,
      references,
      ...(onDelete === undefined ? {} : { onDelete }),
      ...(onUpdate === undefined ? {} : { onUpdate }),
      ...(values['deferrable'] === true ? { deferrable: true } : {}),
      ...(name === undefined ? {} : { name }),
    };
  },
  asks({ target, references }) {
    const [own, other] = [endOf(String(target)), endOf(String(references))];
    return {
      targets: [own.table],
      others: [other.table],
      constraintNames: true,
      compared: own.columns.map((column, at) => ({ own: column, other: other.columns[at] ?? '' })),
    };
  },
  corrected: (values, correct) => {
    const { columns } = endOf(String(values['target']));
    return { ...values, target: `${correct}.${columns.join(',')}` };
  },
  async planner() {
    const { planAddForeignKey } = await import('../steps/constraint-kinds/foreign-key.ts');
    return (change, catalog, options) =>
      planAddForeignKey(change, catalog, options, [
        endOf(String(change['target'])).columns,
        endOf(String(change['references'])).columns,
      ]);
  },
};
