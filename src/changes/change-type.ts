import { UserError } from '../errors.ts';
import type { AskedExpression, Change } from '../types.ts';
import { quoteName } from '../catalog/name.ts';
import type { Field, Kind } from './kind.ts';
import { given, newName, optional, targetColumn } from './values.ts';

const EXAMPLE = 'plan change-type orders.total "numeric(12,2)"';

const own = (name: string, type: Field['type'], placeholder: string, question: string, help: string): Field => ({
  name,
  as: 'option',
  type,
  placeholder,
  question,
  help,
});

const fields: readonly Field[] = [
  {
    name: 'target',
    as: 'argument',
    type: 'column',
    placeholder: '<table.column>',
    question: 'Which column?',
    help: 'the column: table.column or schema.table.column',
  },
  {
    name: 'type',
    as: 'argument',
    type: 'text',
    placeholder: '<type>',
    question: 'Its new type, as in SQL?',
    help: 'the type as in CREATE TABLE: bigint, "numeric(12,2)", "text[]"',
    picks: 'type',
  },
  own(
    'using',
    'text',
    '<expression>',
    'How are values converted? (empty: as everybody would)',
    'what the old values become, one SQL expression over the table',
  ),
  own(
    'reverse',
    'text',
    '<expression>',
    'And back? (empty: as everybody would)',
    'what a new value becomes for code that knows only the old column',
  ),
  own(
    'into',
    'identifier',
    '<new_name>',
    'Another name for it? (empty: it keeps its own)',
    'the column gets this name too: old and new code then run side by side',
  ),
  own(
    'withReferences',
    'flag',
    '',
    'Change the columns that reference it, too?',
    'the columns whose foreign keys reference it get the type too',
  ),
  own(
    'deep',
    'flag',
    '',
    'Try the conversion on every row now?',
    'try the conversion on every row before anything is written, not on some',
  ),
];

/** The name under which --reverse has the new value. */
const nameAfter = ({ target, into }: Change): string =>
  typeof into === 'string' ? into : newName(String(target).split('.').at(-1) ?? '', 'a column has one', EXAMPLE);

function expressions(change: Change): AskedExpression[] {
  const { using, reverse } = change;
  return [
    ...(typeof using === 'string'
      ? [{ text: using, says: '--using', over: 'table' as const, assigned: { type: 0 } }]
      : []),
    ...(typeof reverse === 'string'
      ? [
          {
            text: reverse,
            says: '--reverse',
            over: 'nothing' as const,
            adding: { column: nameAfter(change), type: 0 },
            assigned: { target: 0 },
          },
        ]
      : []),
  ];
}

export const changeType: Kind = {
  name: 'change-type',
  summary: 'Give a column another type while traffic goes on',
  why: 'ALTER COLUMN ... TYPE writes the table and all its indexes anew under a lock that stops every query, unless the values stay as they are.',
  examples: [
    'plan change-type orders.id bigint',
    EXAMPLE,
    'plan change-type orders.placed_at timestamptz',
    'plan change-type users.age integer --using "nullif(age, \'\')::integer" --reverse "age::text"',
    'plan change-type prices.amount bigint --into cents --using "(amount * 100)::bigint" --reverse "cents / 100.0"',
  ],
  fields,
  options: [],
  offers: [{ on: 'column' }],
  checklist: 'Change a type beside the old column, then swap the names',
  change(values) {
    const into = optional(values, 'into');
    const [using, reverse] = [optional(values, 'using'), optional(values, 'reverse')];
    if (values['withReferences'] === true && (using ?? reverse ?? into) !== undefined)
      throw new UserError('--with-references is for types between which PostgreSQL itself converts.', {
        hint: 'Leave --using, --reverse and --into out, or --with-references.',
      });
    return {
      kind: 'change-type',
      target: given(values, 'target', 'change-type needs a column.', EXAMPLE),
      type: given(values, 'type', 'change-type needs the new type.', EXAMPLE),
      ...(using === undefined ? {} : { using }),
      ...(reverse === undefined ? {} : { reverse }),
      ...(into === undefined ? {} : { into: newName(into, 'a column stays in its table', `${EXAMPLE} --into amount`) }),
      ...(values['withReferences'] === true ? { withReferences: true } : {}),
      ...(values['deep'] === true ? { deep: true } : {}),
    };
  },
  asks: (change) => ({
    targets: [String(change['target'])],
    users: true,
    types: [{ text: String(change['type']), says: 'The type' }],
    expressions: expressions(change),
    converts: { deep: change['deep'] === true, by: typeof change['using'] === 'string' ? 0 : null },
  }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async along(change, catalog) {
    const [{ referencingColumns }, { loadSql }] = await Promise.all([
      import('../steps/change-type/referencing.ts'),
      import('../sql/parse.ts'),
    ]);
    const { schema, name: table } = catalog.table;
    const column = targetColumn(String(change['target']), catalog, EXAMPLE).name;
    const itself = quoteName(schema, table, column);
    if (change['withReferences'] !== true) return { itself, others: [] };
    await loadSql();
    const others = referencingColumns(catalog.table, column).map((each) => {
      const name = quoteName(each.table.schema, each.table.name, each.column);
      return { name, wish: { kind: changeType, values: { target: name, type: change['type'], withReferences: true } } };
    });
    return { itself, others };
  },
  async planner() {
    const { planChangeType } = await import('../steps/change-type/plan.ts');
    return (change, catalog, options) =>
      planChangeType(change, catalog, targetColumn(String(change['target']), catalog, EXAMPLE), options);
  },
};
