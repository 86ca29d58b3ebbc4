import { ident, qualified } from '../sql/value.ts';
import type { Finding, Index } from '../types.ts';
import { unvalidatedChecks } from './constraints.ts';
import { type Context, newNames, oldNames, type Pair } from './context.ts';
import { finalName } from './pair.ts';
import { disturbedTriggers } from './pass.ts';
import { madeFromDump } from './from-dump.ts';
import { generator } from './generated.ts';
import { keyFindings } from './key-findings.ts';
import { standIn } from './stand-in.ts';
import { hasFamily } from './family.ts';

type Find = (context: Context) => Finding[];

const warning = (id: string, title: string, detail: string, deploy: number | null): Finding => ({
  id,
  level: 'warning',
  title,
  detail,
  deploy,
});
const note = (id: string, title: string, detail: string, deploy: number | null): Finding => ({
  id,
  level: 'note',
  title,
  detail,
  deploy,
});

/** Trap 6: a new column is seen by code that asks for all columns. */
const newColumnIsSeen: Find = (context) => {
  const says = qualified(context.table).text;
  return [
    note(
      'select-star',
      'A prepared SELECT * or RETURNING * fails once',
      `From expand on, connections that have prepared SELECT * or RETURNING * on ${says} get "cached plan must not change result type" until they prepare it again; recycle the pool or name the columns. COPY ${says} FROM without a column list fails until it names them.`,
      1,
    ),
    ...(context.catalog.environment.logicalReplication
      ? [
          warning(
            'subscribers',
            'Subscribers need the new columns first',
            `A subscriber without ${newNames(context)} stops: add it there before expand runs here.`,
            1,
          ),
        ]
      : []),
  ];
};

/** Trap 3. */
const triggersOfTheTable: Find = (context) => {
  const fired = disturbedTriggers(context).map((t) => t.name);
  if (fired.length === 0) return [];
  return [
    note(
      'own-triggers',
      `The table's own triggers and the backfill`,
      `${fired.join(', ')}: when the role that runs the backfill may set session_replication_role (superuser, or GRANT SET ON PARAMETER from 15 on) they do not fire for copied rows. Otherwise what BEFORE triggers change is put back, and AFTER triggers fire for every copied row.`,
      1,
    ),
  ];
};

/** A CHECK that is NOT VALID binds every update of a row. */
const checksNotValid: Find = ({ table }) =>
  unvalidatedChecks(table).map((c) =>
    warning(
      'check-not-valid',
      `${c.name} is NOT VALID`,
      `Rows that violate it cannot be updated at all, so the backfill says so before its first batch and stops: ${c.definition}`,
      1,
    ),
  );

const volatileDefault: Find = ({ pairs }) =>
  pairs.flatMap(({ old, name }) =>
    old.default?.volatility === 'volatile'
      ? [
          warning(
            'volatile-default',
            `${ident(old.name).text} has a volatile default`,
            `Until contract the default ${old.default.expression} stands on ${ident(old.name).text} alone: SET ${ident(name).text} = DEFAULT by new code gives NULL, and an INSERT by new code that gives NULL on purpose cannot be told from one that leaves it out: it gets the default.`,
            2,
          ),
        ]
      : [],
  );

export const timeouts: Find = ({ catalog }) =>
  catalog.environment.roleSettings
    .filter((s) => s.name === 'statement_timeout' && s.value !== '0')
    .map((s) =>
      warning(
        'statement-timeout',
        `statement_timeout = ${s.value} is set for ${s.role ?? 'every role'}${s.database === null ? '' : ` in ${s.database}`}`,
        "It would stop the backfill half-way; the file says so before its first batch. Run it with PGOPTIONS='-c statement_timeout=0'.",
        1,
      ),
    );

export const rightNow: Find = ({ catalog: { environment } }) => {
  const age = environment.oldestTransactionSeconds;
  return age !== null && age > 60
    ? [
        warning(
          'old-transaction',
          `A transaction is ${Math.round(age)} s old`,
          'While it runs, attempts to lock what it has touched fail, and the backfill cannot reuse space: the table grows with every row copied.',
          1,
        ),
      ]
    : [];
};

/** A lag that a backfill would only make longer. */
const LAG_BYTES = 16 * 1024 * 1024;

const laggingReplica: Find = ({ catalog: { environment } }) =>
  (environment.replicaLagBytes ?? 0) > LAG_BYTES
    ? [
        warning(
          'replica-lag',
          `A standby is ${Math.round((environment.replicaLagBytes ?? 0) / 1024 / 1024)} MB behind`,
          'The backfill writes more WAL than the table is large; let the standby catch up first.',
          1,
        ),
      ]
    : [];

const uniqueOn = ({ table }: Context, { old }: Pair): Index[] =>
  table.indexes.filter((i) => i.unique && i.columns.includes(old.name));

const queued = (pair: Pair): string =>
  generator(pair) === null
    ? 'a bulk load takes one lock a distinct value.'
    : 'values that the sequence has just given take no lock, a bulk load with given values takes one each.';

const uniqueColumn: Find = (context) =>
  context.pairs.flatMap((pair) => {
    const { old, name } = pair;
    const unique = uniqueOn(context, pair);
    return unique.length > 0
      ? [
          note(
            'unique-column',
            `${ident(old.name).text} is unique`,
            `During the roll-out both columns carry a unique index. Inserts of one value queue on an advisory lock until commit, so that ON CONFLICT of either code raises no error; ${queued(pair)} Code that upserts ON CONFLICT (${ident(name).text}) ships only after the whole backfill phase.${unique.some((i) => i.nullsNotDistinct) ? ' The unique index treats NULLs as equal: two upserts of NULL at once may still raise 23505 until contract; retry them.' : ''}`,
            2,
          ),
        ]
      : [];
  });

/** Trap 10. */
const position: Find = (context) => {
  const { table } = context;
  if (standIn(context)) return [];
  return [
    note(
      'position',
      'The column moves to the last place',
      `After contract ${context.pairs.map((pair) => ident(finalName(pair)).text).join(', ')} comes last among the columns of ${qualified(table).text}: INSERT without a column list, COPY without one and ROW(...)::${qualified(table).text} see the new order.${table.rowTypeFunctions.length > 0 ? ` Functions with the row type: ${table.rowTypeFunctions.join(', ')}.` : ''}`,
      3,
    ),
  ];
};

export const acknowledged: Find = (context) =>
  context.table.functions
    .filter((f) => f.body === 'string')
    .map((f) =>
      warning(
        'function-body',
        `${f.schema}.${f.name} names ${oldNames(context)}`,
        `PostgreSQL does not follow names in a function's text. It works until contract; in the same deploy as contract give it ${newNames(context)} instead (${f.mentions.map((m) => `line ${m.line}: ${m.text.trim()}`).join('; ')}).`,
        3,
      ),
    );

/** Sync rule 8: partitions that come later are part of it; children that come later are not. */
const laterMembers: Find = (context) => {
  const { table } = context;
  if (!hasFamily(table)) return [];
  const says = qualified(table).text;
  return table.kind === 'p'
    ? [
        note(
          'later-partitions',
          'Partitions that come later',
          `From expand on CREATE TABLE ... PARTITION OF ${says} gives a partition all it needs. A table that is attached with ATTACH PARTITION needs the column ${newNames(context)}, and from the end of backfill until contract the parity CHECK of ${says} too: make it with LIKE ${says} INCLUDING ALL.`,
          1,
        ),
      ]
    : [
        note(
          'later-children',
          'Tables that inherit later',
          `A table that inherits from ${says} after this plan was made does not get its trigger: contract refuses to run while there is one. Wait with it until contract has run.`,
          1,
        ),
      ];
};

/** What every table goes through that has a column twice for a while. */
const beside: readonly Find[] = [
  madeFromDump,
  laterMembers,
  newColumnIsSeen,
  triggersOfTheTable,
  checksNotValid,
  timeouts,
  rightNow,
  laggingReplica,
];

const finders: readonly Find[] = [...beside, volatileDefault, uniqueColumn, keyFindings, acknowledged, position];

/** What whoever makes a pass over the rows must know, whatever it writes. */
export const passFindings = (context: Context): Finding[] =>
  [madeFromDump, triggersOfTheTable, checksNotValid, timeouts, rightNow, laggingReplica].flatMap((find) =>
    find(context),
  );

/** The same whatever becomes of the column, and that it comes last in the end. */
export const whileBothStand = (context: Context): Finding[] => [...beside, position].flatMap((find) => find(context));

/** What needs a person's attention, in the order of the deploys. */
export const findings = (context: Context): Finding[] =>
  finders.flatMap((find) => find(context)).toSorted((a, b) => (a.deploy ?? 0) - (b.deploy ?? 0));
