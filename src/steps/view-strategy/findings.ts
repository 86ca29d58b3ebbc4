import { ident, qualified } from '../../sql/value.ts';
import type { Finding } from '../../types.ts';
import { newNames, oldNames, touches } from '../context.ts';
import { madeFromDump } from '../from-dump.ts';
import { acknowledged, rightNow, timeouts } from '../findings.ts';
import { holesFinding, toolsFinding } from '../mirror/holes.ts';
import type { ViewRename } from './subject.ts';

type Find = (rename: ViewRename) => Finding[];

const before1 = (level: Finding['level'], id: string, title: string, detail: string): Finding => ({
  id,
  level,
  title,
  detail,
  deploy: 1,
});

const view: Find = ({ table, helper, catalog }) => {
  const seen = { table, view: table, base: helper, major: catalog.server.major };
  return [holesFinding(seen, 'old and new code', 1), toolsFinding(seen, 1)];
};

const shapeIsSeen: Find = (rename) => [
  before1(
    'warning',
    'select-star',
    'SELECT * shows both names, and full-row writes fail',
    `A prepared SELECT * or RETURNING * on ${qualified(rename.table).text} fails once with "cached plan must not change result type" after expand and after contract; name the columns or recycle the pools. An INSERT or UPDATE that names ${oldNames(rename)} and ${newNames(rename)} together fails with "multiple assignments to same column": an ORM that reads the columns from the schema and writes all of them does that.`,
  ),
];

/** Two columns of a view cannot both have the default: an INSERT that names one would assign the other too. */
const defaults: Find = ({ pairs }) =>
  pairs
    .filter(({ old }) => old.default !== null && old.generated === '')
    .map(({ old, name }) =>
      before1(
        'warning',
        'view-default',
        `SET ${ident(old.name).text} = DEFAULT writes NULL until contract`,
        `INSERT takes the default ${old.default?.expression ?? ''} as ever; an UPDATE that sets ${ident(old.name).text} or ${ident(name).text} to DEFAULT has to say the value.`,
      ),
    );

const publications: Find = ({ table, helper, catalog }) => {
  const list = table.publications.map(({ name }) => name).join(', ');
  if (list === '' && !catalog.environment.logicalReplication) return [];
  return [
    before1(
      'warning',
      'publication',
      'Subscribers stop until contract',
      `${list === '' ? 'The table is the target of a subscription' : `Published by ${list}`}. From expand to contract changes are those of ${qualified(helper).text}, a name that the other side does not know: applying them fails and waits, and the publisher keeps its WAL. Choose --strategy column, or rename table and columns on both sides together.`,
    ),
  ];
};

const triggers: Find = ({ table, helper }) => {
  const own = table.triggers.filter(({ inherited }) => !inherited);
  if (own.length === 0) return [];
  return [
    before1(
      'note',
      'trigger-table-name',
      `Until contract triggers see the name ${ident(helper.name).text}`,
      `TG_TABLE_NAME is that name from expand to contract (${own.map(({ name }) => name).join(', ')}): an audit trigger that writes it down, and errors that name the table, show it.`,
    ),
  ];
};

const rowTypes: Find = (rename) => {
  const { table } = rename;
  const users = [...table.rowTypeUsers, ...table.rowTypeFunctions];
  if (users.length === 0) return [];
  return [
    before1(
      'warning',
      'row-type',
      `The row type of ${qualified(table).text} changes at expand`,
      `${users.join(', ')}: the field is called ${newNames(rename)} from expand on, and until contract the type is that of the table behind the view, so a row read from ${qualified(table).text} is not of it. Values that are stored keep all they hold.`,
    ),
  ];
};

/** Only the name of the parent is covered by the view. */
const children: Find = (rename) => {
  const { table } = rename;
  if (table.family.length === 0) return [];
  return [
    before1(
      'warning',
      'children-by-name',
      'Partitions and inheritance children show the new names alone',
      `Code that names one of ${table.family.map((child) => qualified(child).text).join(', ')} finds ${newNames(rename)} there from expand on, and not ${oldNames(rename)}.`,
    ),
  ];
};

/** A view keeps the names of its own columns, as after a plain RENAME COLUMN. */
const views: Find = (rename) => {
  const reading = rename.table.views.filter(({ columns }) => touches(rename, columns));
  if (reading.length === 0) return [];
  return [
    before1(
      'note',
      'views-follow',
      'Views follow the column',
      `${reading.map((each) => qualified(each).text).join(', ')}: they work at every moment, and their own columns keep their names.`,
    ),
  ];
};

/** A trigger's function runs on the table behind the view, where the column has its new name at once. */
const functions: Find = (rename) => {
  const own = rename.table.functions.filter((f) => f.body === 'string' && f.triggerOnTarget);
  return [
    ...acknowledged({
      ...rename,
      table: { ...rename.table, functions: rename.table.functions.filter((f) => !own.includes(f)) },
    }),
    ...own.map((f) =>
      before1(
        'warning',
        'function-body',
        `${f.schema}.${f.name} is a trigger's, and sees ${newNames(rename)} from expand on`,
        `Before expand it has to work with either name, for example through to_jsonb(NEW); otherwise every write fails (${f.mentions.map((m) => `line ${m.line}: ${m.text.trim()}`).join('; ')}).`,
      ),
    ),
  ];
};

const finders: readonly Find[] = [
  madeFromDump,
  view,
  shapeIsSeen,
  defaults,
  publications,
  rowTypes,
  children,
  triggers,
  views,
  timeouts,
  rightNow,
  functions,
];

/** What needs a person's attention, in the order of the deploys. */
export const findings = (rename: ViewRename): Finding[] =>
  finders.flatMap((find) => find(rename)).toSorted((a, b) => (a.deploy ?? 0) - (b.deploy ?? 0));
