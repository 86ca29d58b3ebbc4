import { madeFromDump } from '../from-dump.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Finding } from '../../types.ts';
import { holesFinding, toolsFinding } from '../mirror/holes.ts';
import { carriedNames } from './carried-names.ts';
import type { TableRename } from './subject.ts';

type Find = (rename: TableRename) => Finding[];

const finding = (
  level: Finding['level'],
  id: string,
  title: string,
  detail: string,
  deploy: number | null,
): Finding => ({ id, level, title, detail, deploy });

const view: Find = ({ table, renamed, mirror, catalog }) => {
  const seen = { table, view: renamed, base: mirror.base, major: catalog.server.major };
  return [holesFinding(seen, 'new code', 2), toolsFinding(seen, 1)];
};

/** The row type is called like the relation, and the view has one of its own until contract. */
const rowTypes: Find = ({ table, renamed }) => {
  if (table.rowTypeFunctions.length === 0) return [];
  return [
    finding(
      'warning',
      'row-type-functions',
      `Functions with the row type of ${qualified(table).text}`,
      `${table.rowTypeFunctions.join(', ')}: until contract they take and return rows of ${qualified(table).text} and not of the view ${qualified(renamed).text} ("function does not exist"), so new code goes on giving them rows read from ${qualified(table).text}. Contract renames the type along with the table: from then on casts and variables name ${ident(renamed.name).text}.`,
      2,
    ),
  ];
};

const names: Find = ({ table, renamed, carried }) => {
  const all = carriedNames(table, renamed.name);
  if (all.length === 0) return [];
  const list = all.map(({ from, to }) => `${ident(from).text} (${ident(to).text})`).join(', ');
  return carried.length > 0
    ? [
        finding(
          'note',
          'dependent-names',
          'Contract renames what carries the old name',
          `${list}. Code that names a constraint (ON CONFLICT ON CONSTRAINT, error handling) or a sequence (nextval, currval, setval) changes with contract.`,
          3,
        ),
      ]
    : [
        finding(
          'note',
          'dependent-names',
          'Names that keep the old name of the table',
          `${list}: they go on working, since nothing but a person reads them as the table's. With --rename-dependents contract gives them the names in brackets.`,
          3,
        ),
      ];
};

const functions: Find = ({ table, renamed }) =>
  table.functions
    .filter(({ body }) => body === 'string')
    .map((f) =>
      finding(
        'warning',
        'function-body',
        `${f.schema}.${f.name} names ${ident(table.name).text}`,
        `PostgreSQL does not follow names in a function's text. It works until contract; any time between expand and contract give it ${qualified(renamed).text} instead (${f.mentions.map((m) => `line ${m.line}: ${m.text.trim()}`).join('; ')}).`,
        3,
      ),
    );

const triggers: Find = ({ table, renamed }) => {
  const own = table.triggers.filter(({ inherited }) => !inherited);
  if (own.length === 0) return [];
  const named = own.filter((t) => t.arguments.includes(table.name)).map((t) => t.name);
  return [
    finding(
      'note',
      'trigger-table-name',
      'Triggers see the new name from contract on',
      `TG_TABLE_NAME is ${ident(renamed.name).text} then (${own.map(({ name }) => name).join(', ')}).${named.length > 0 ? ` The old name stands in the arguments of ${named.join(', ')}, which PostgreSQL does not follow.` : ''}`,
      3,
    ),
  ];
};

const publications: Find = ({ table, renamed, catalog }) => {
  const list = table.publications.map(({ name }) => name).join(', ');
  if (list === '' && !catalog.environment.logicalReplication) return [];
  return [
    finding(
      'warning',
      'publication',
      'Subscribers know the table by its name',
      `${list === '' ? 'The table is the target of a subscription' : `Published by ${list}`}. Publications follow the table, and from contract on its changes are sent as those of ${qualified(renamed).text}: rename the table on every subscriber right after contract, and let nothing be applied in between (ALTER SUBSCRIPTION ... DISABLE before, ENABLE and REFRESH PUBLICATION after); nothing is lost while it waits. The view is not published.`,
      3,
    ),
  ];
};

const partitions: Find = ({ table }) =>
  table.kind === 'p' && table.children.length > 0
    ? [
        finding(
          'note',
          'partition-names',
          'Partitions keep their names',
          `${table.children.map((child) => qualified(child).text).join(', ')}: each can be renamed by a plan of its own.`,
          3,
        ),
      ]
    : [];

/** Before 15 the view reads its table as its owner, whom row-level security does not bind. */
const rowSecurity: Find = ({ table, catalog, renamed }) =>
  table.rowSecurity && catalog.server.major < 15
    ? [
        finding(
          'warning',
          'row-security',
          `Row-level security does not reach through ${qualified(renamed).text}`,
          `Before PostgreSQL 15 a view reads its table as its owner. Nobody but ${table.owner} has rights on the table, so nobody sees more than before; grant none on the view until contract, and members of pg_read_all_data and pg_write_all_data must not use it.`,
          1,
        ),
      ]
    : [];

const finders: readonly Find[] = [
  madeFromDump,
  view,
  rowSecurity,
  rowTypes,
  functions,
  triggers,
  names,
  publications,
  partitions,
];

/** What needs a person's attention, in the order of the deploys. */
export const findings = (rename: TableRename): Finding[] =>
  finders.flatMap((find) => find(rename)).toSorted((a, b) => (a.deploy ?? 0) - (b.deploy ?? 0));
