import { render } from '../sql/render.ts';
import { indent } from '../sql/indent.ts';
import {
  body,
  comment,
  ident,
  inFormat,
  integer,
  list,
  literal,
  nothing,
  qualified,
  type Sql,
  verbatim,
} from '../sql/value.ts';
import type { Trigger } from '../types.ts';
import { Refusal } from '../errors.ts';
import { guardNotReady, retried } from './blocks.ts';
import { checkExpression } from '../sql/check.ts';
import { unvalidatedChecks } from './constraints.ts';
import { type Context, label, newNames, oldNames } from './context.ts';
import { differs } from './equality.ts';
import {
  eachMember,
  execute,
  familyTriggers,
  hasFamily,
  lockFamily,
  MEMBER,
  members,
  tablesWithTriggers,
} from './family.ts';
import { helperName, sortedName } from './names.ts';
import { and, bracketed, not, or, textArray, triggerExists } from './state.ts';
import type { TwoColumns } from './two-columns.ts';
import { warnOfSnapshots, watchGrowth } from './watch.ts';

/**
 * Pages of one range. 16 visits of 250 pages were 1.8 times as fast as one big UPDATE, and a visit takes some 10 ms
 * (BACKFILL.md; 1000 pages are no faster and take four times as long).
 */
export const PAGES_A_RANGE = 250;
export const VISITS_A_RANGE = 16;

/** `NOT in_sync` of any pair over the table's own columns: the backfill's predicate. */
export const syncDiffers = ({ pairs }: Context): Sql =>
  or(...pairs.map(({ old, name }) => differs(old, ident(old.name), ident(name))));

/** `new = old` of every pair: one pass over the rows fills them all. */
export const assignments = ({ pairs }: Context): Sql =>
  list(pairs.map(({ old, name }) => render('assignment', { column: ident(name), value: ident(old.name) })));

/** Triggers that an UPDATE of the new column fires when session_replication_role cannot be set. */
export const disturbedTriggers = (context: Context): Trigger[] =>
  familyTriggers(context.table).filter(
    (t) => t.events.includes('UPDATE') && t.updateOf.length === 0 && t.enabled !== 'D',
  );

/** A CHECK that is NOT VALID binds every update: rows that violate it cannot be copied, so say it before the first batch. */
const brokenChecks = ({ table }: Context): Sql[] =>
  unvalidatedChecks(table).map((constraint) => {
    const says = `${qualified(table).text}: ${ident(constraint.name).text} is NOT VALID, and there are rows that violate it, which PostgreSQL lets nobody update`;
    const expression = verbatim(checkExpression(constraint.definition));
    // A CHECK of a partitioned table is one of all its partitions; other tables of a family have their own.
    const from = table.kind === 'p' ? qualified(table) : render('only', { table: qualified(table) });
    const condition = render('violates', { table: from, expression });
    return guardNotReady(
      condition,
      `${says}.`,
      `Repair them first: SELECT * FROM ${qualified(table).text} WHERE NOT (${expression.text});`,
    );
  });

const changesRows = (context: Context): boolean =>
  disturbedTriggers(context).some((t) => t.timing === 'BEFORE' && t.row);

/** The trigger that puts every other column back while the backfill runs; it must fire last. */
export function guardTriggerName(context: Context): string {
  const { table } = context;
  const own = helperName('zz_keep', label(context), context.planId);
  const others = familyTriggers(table)
    .filter((t) => t.timing === 'BEFORE' && t.row)
    .map((t) => t.name);
  // The last sync trigger may be prefixed with a tilde for the same reason: stay behind it.
  const placed = sortedName(`~${own}`, 'after', [...others, '~ec_sync_last']);
  if (placed === null)
    throw new Refusal(
      'trigger-order',
      `No trigger name sorts after ${others.join(', ')}.`,
      'Rename that trigger first.',
    );
  return placed;
}

/** The whole copy: guards, the guard trigger where it is needed, the batches. */
export function copyFragments(two: TwoColumns): Sql[] {
  const { context } = two;
  const guarded = changesRows(context);
  return [
    render('statement-timeout-guard', {}),
    warnOfSnapshots(),
    ...[context, ...members(context)].flatMap(brokenChecks),
    ...two.keeping.beforeCopy,
    ...(guarded ? [createGuardTrigger(two)] : []),
    copy(two),
    ...(guarded ? [dropGuardTrigger(context)] : []),
  ];
}

/** Whether the role that runs the file may set session_replication_role, as a condition. */
export const mayReplicate = ({ catalog }: Context): Sql =>
  catalog.server.major >= 15
    ? render('may-set-parameter', { parameter: literal('session_replication_role') })
    : render('is-superuser', {});

/** Whether the table has triggers besides ours, or rules, when the file runs. */
const otherTriggers = ({ context: { table }, keeping }: TwoColumns): Sql =>
  render('has-other-triggers', {
    table: hasFamily(table) ? verbatim('member::pg_catalog.text') : literal(qualified(table).text),
    own: textArray(keeping.triggers),
  });

function copy(two: TwoColumns): Sql {
  const { context, keeping } = two;
  const { table } = context;
  const says = qualified(table).text;
  const family = hasFamily(table);
  const batches = render('copy', {
    title: comment([
      `Copy ${oldNames(context)} to ${newNames(context)} where they differ, in small transactions that may be stopped at any time.`,
    ]),
    pages: integer(PAGES_A_RANGE),
    replica: and(mayReplicate(context), otherTriggers(two)),
    relation: family ? verbatim('member') : literal(says),
    ...visits(context),
    local: render('row-security-off', {}),
    settings: indent(render('batch-settings', {}), 8),
    stop: indent(
      list(
        [keeping.stop, stopAfter(context)].filter(({ text }) => text !== ''),
        '\n',
      ),
      6,
    ),
    watch: indent(watchGrowth(family ? verbatim('member') : literal(says)), 8),
    locked: literal(`Some rows of ${says} stayed locked by other transactions; all others are copied.`),
    lockedHint: literal(
      'Run this file again when the transaction that holds them has ended: SELECT pid, query, xact_start FROM pg_stat_activity ORDER BY xact_start;',
    ),
  });
  return family
    ? eachMember(context, 'Table by table, also those that came after this plan.', [batches], 'all with rows')
    : batches;
}

/** What one visit runs: for a family the same statements, with the name of the member put in when they run. */
function visits(context: Context): { readonly collect: Sql; readonly prune: Sql; readonly write: Sql } {
  const family = hasFamily(context.table);
  const value = family ? inFormat : (sql: Sql): Sql => sql;
  const shared = {
    table: family ? MEMBER : qualified(context.table),
    // It stands beside other conditions.
    differs: value(bracketed(syncDiffers(context))),
  };
  const range = { from: verbatim(family ? '$1' : 'from_tid'), to: verbatim(family ? '$2' : 'to_tid') };
  const batch = verbatim(family ? '$1' : 'batch');
  const collect = render('copy-collect', { ...shared, ...range });
  const prune = render('copy-prune', { ...shared, ...range, verb: verbatim(family ? 'SELECT' : 'PERFORM') });
  const write = render('copy-write', { ...shared, batch, assignments: value(assignments(context)) });
  if (!family) return { collect: indent(collect, 8), prune, write: indent(write, 8) };
  const pages = ['from_tid', 'to_tid'];
  return {
    // A loop takes its query without the semicolon.
    collect: indent(queryOf(execute(collect, pages)), 8),
    prune: execute(prune, pages),
    write: execute(write, ['batch']),
  };
}

const queryOf = (statement: Sql): Sql => verbatim(statement.text.replace(/;$/, ''));

function stopAfter({ options }: Context): Sql {
  if (options.maxRuntimeSeconds === null) return nothing;
  return render('stop-after', {
    limit: render('interval-seconds', { seconds: integer(options.maxRuntimeSeconds) }),
    message: literal(`Stopped after ${options.maxRuntimeSeconds} s as asked; rows copied so far in this run: `),
    hint: literal('Run this file again: it goes on where it stopped.'),
  });
}

/** Without the right to run as replica the table's own BEFORE triggers fire for every copied row: undo what they do. */
function createGuardTrigger({ context }: TwoColumns): Sql {
  const { table, pairs } = context;
  const trigger = guardTriggerName(context);
  const kept = pairs.map(({ old, name }) => render('restore-column', { old: ident(old.name), new: ident(name) }));
  const target = qualified({ schema: table.schema, name: trigger });
  const statements = [
    lockFamily(context, 'SHARE ROW EXCLUSIVE'),
    render('sync-function', {
      function: target,
      security: nothing,
      body: body(render('restore-others-body', { columns: indent(list(kept, '\n'), 2) })),
    }),
    ...tablesWithTriggers(context).map((on) =>
      render('restore-others-trigger', { trigger: ident(trigger), table: qualified(on.table), function: target }),
    ),
  ];
  return unlessReplica(
    context,
    retried(context, 'Copying must not move updated_at and the like: every other column is put back.', statements),
  );
}

function dropGuardTrigger(context: Context): Sql {
  const { table } = context;
  const trigger = guardTriggerName(context);
  const drop = [lockFamily(context, 'ACCESS EXCLUSIVE'), ...dropGuard(context)];
  return render('if-block', {
    condition: triggerExists(table, trigger),
    statements: indent(retried(context, 'The copy is done: the table works as before.', drop), 2),
  });
}

/** Drops the trigger that puts other columns back, with its function. */
export function dropGuard(context: Context): Sql[] {
  const trigger = guardTriggerName(context);
  return [
    ...tablesWithTriggers(context).map(({ table }) =>
      render('drop-trigger', { trigger: ident(trigger), table: qualified(table) }),
    ),
    render('drop-function', { function: qualified({ schema: context.table.schema, name: trigger }) }),
  ];
}

const unlessReplica = (context: Context, statements: Sql): Sql =>
  render('if-block', { condition: not(mayReplicate(context)), statements: indent(statements, 2) });
