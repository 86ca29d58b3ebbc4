import { type Kind, NAME, TABLE } from './kind.ts';
import { given, givenWords, names, optional, optionalName } from './values.ts';

const EXAMPLE = 'plan add-index users email';

export const addIndex: Kind = {
  name: 'add-index',
  summary: 'Add an index without stopping writes',
  why: 'CREATE INDEX stops every write until it has read the whole table. Built concurrently it stops none, but it must stand alone, and a build that fails leaves an INVALID index behind.',
  examples: [
    EXAMPLE,
    'plan add-index users "lower(email)" --unique',
    'plan add-index orders customer_id "placed_at DESC" --where "status = \'open\'" --include total',
  ],
  fields: [
    TABLE,
    {
      name: 'keys',
      as: 'argument',
      type: 'words',
      placeholder: '<columns...>',
      question: 'Which columns or expressions?',
      help: 'columns or expressions, each as in CREATE INDEX: email, "lower(email)", "placed_at DESC"',
      picks: 'keys',
    },
    {
      name: 'unique',
      as: 'option',
      type: 'flag',
      placeholder: '',
      question: 'Must no two rows have the same?',
      help: 'no two rows may have the same; rows that do are counted first',
    },
    {
      name: 'method',
      as: 'option',
      type: 'text',
      placeholder: '<method>',
      question: 'By which method?',
      help: 'the index method: btree, gin, gist, brin, hash (default: btree)',
      choices: ['btree', 'gin', 'gist', 'brin', 'hash', 'spgist'],
    },
    {
      name: 'where',
      as: 'option',
      type: 'text',
      placeholder: '<condition>',
      question: 'Only rows for which?',
      help: 'only rows for which this is true',
    },
    {
      name: 'include',
      as: 'option',
      type: 'text',
      placeholder: '<columns>',
      question: 'Columns to include?',
      help: 'columns that are only stored in it, separated by commas',
      picks: 'columns',
    },
    NAME,
  ],
  options: [],
  offers: [{ on: 'table' }, { on: 'column' }],
  checklist: 'Indexes CONCURRENTLY',
  change(values) {
    const [where, include, name] = [optional(values, 'where'), names(values, 'include'), optionalName(values, EXAMPLE)];
    return {
      kind: 'add-index',
      target: given(values, 'target', 'add-index needs a table.', EXAMPLE),
      keys: givenWords(values, 'keys', 'add-index needs a column or an expression.', EXAMPLE),
      ...(values['unique'] === true ? { unique: true } : {}),
      method: optional(values, 'method') ?? 'btree',
      ...(where === undefined ? {} : { where }),
      ...(include.length === 0 ? {} : { include }),
      ...(name === undefined ? {} : { name }),
    };
  },
  asks: ({ target, keys, method, where }) => ({
    targets: [String(target)],
    index: {
      keys: keys as string[],
      method: String(method),
      ...(where === undefined ? {} : { where: String(where) }),
    },
    expressions: where === undefined ? [] : [{ text: String(where), says: '--where', over: 'table', condition: true }],
  }),
  corrected: (values, correct) => ({ ...values, target: correct }),
  async planner() {
    const { planAddIndex } = await import('../steps/add-index/plan.ts');
    return planAddIndex;
  },
};
