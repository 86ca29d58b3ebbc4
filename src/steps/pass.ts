import { render } from '../sql/render.ts';
import { indent } from '../sql/indent.ts';
import {
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
  textArray,
} from '../sql/value.ts';
import type { Trigger } from '../types.ts';
import { guardNotReady, ifBlock } from './blocks.ts';
import { bare } from './equality.ts';
import { PassFragment } from './fragments.ts';
import { checkExpression } from '../sql/check.ts';
import { unvalidatedChecks } from './constraints.ts';
import type { Context } from './context.ts';
import { eachMember, execute, familyTriggers, hasFamily, MEMBER, members } from './family.ts';
import { and, bracketed, or } from './state.ts';
import { assignment, sharedAssignment, type Write } from './write.ts';
import { createGuardTrigger, dropGuardTrigger, mayReplicate } from './guard-trigger.ts';
import { warnOfSnapshots, watchGrowth } from './watch.ts';

/**
 * Pages of one range. 16 visits of 250 pages were 1.8 times as fast as one big UPDATE, and a visit takes some 10 ms
 * (BACKFILL.md; 1000 pages are no faster and take four times as long).
 */
export const PAGES_A_RANGE = 250;
export const VISITS_A_RANGE = 16;

/** Variables that stand in queries over the table, where a column of the same name would be meant. */
const [FROM, TO, BATCH] = ['"plan: from"', '"plan: to"', '"plan: batch"'];

/** Triggers that an UPDATE of a column nobody lists fires when session_replication_role cannot be set. */
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

/** One pass over the rows of a table, in small transactions: which rows are written, and how. */
export interface Pass {
  /** The table, with its partitions and children. */
  readonly context: Context;
  /** What it does, for who reads the file. */
  readonly title: string;
  /** What is written; a row is visited when one of them is pending. */
  readonly writes: readonly Write[];
  /** Several changes visit their rows together: each write is for the rows where it is pending, and no other. */
  readonly shared?: true;
  /** Whether there is anything to do at all, when that is not so before every batch. */
  readonly when?: Sql;
  /** Our own triggers on the table. */
  readonly triggers: readonly string[];
  /** Fragments before the first batch, and between ranges of pages. */
  readonly before: readonly Sql[];
  readonly stop: Sql;
}

/** The whole pass: guards, the guard trigger where it is needed, the batches. */
export function passFragment(pass: Pass): PassFragment {
  const fragments = fragmentsOf(pass);
  return new PassFragment(pass.when === undefined ? list(fragments, '\n\n') : ifBlock(pass.when, fragments), pass);
}

function fragmentsOf(pass: Pass): Sql[] {
  const { context } = pass;
  const guarded = changesRows(context);
  return [
    render('statement-timeout-guard', {}),
    warnOfSnapshots(),
    ...[context, ...members(context)].flatMap(brokenChecks),
    ...pass.before,
    ...(guarded ? [createGuardTrigger(pass)] : []),
    batches(pass),
    ...(guarded ? [dropGuardTrigger(context)] : []),
  ];
}

/** Whether the table has triggers besides ours, or rules, when the file runs. */
const otherTriggers = ({ context: { table }, triggers }: Pass): Sql =>
  render('has-other-triggers', {
    table: hasFamily(table) ? verbatim('member::pg_catalog.text') : literal(qualified(table).text),
    own: textArray(triggers),
  });

function batches(pass: Pass): Sql {
  const { context } = pass;
  const { table } = context;
  const says = qualified(table).text;
  const family = hasFamily(table);
  const loop = render('copy', {
    title: comment([pass.title]),
    pages: integer(PAGES_A_RANGE),
    replica: and(mayReplicate(context), otherTriggers(pass)),
    relation: family ? verbatim('member') : literal(says),
    ...visits(pass),
    local: render('row-security-off', {}),
    settings: indent(render('batch-settings', {}), 8),
    stop: indent(
      list(
        [pass.stop, stopAfter(context)].filter(({ text }) => text !== ''),
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
    ? eachMember(context, 'Table by table, also those that came after this plan.', [loop], 'all with rows')
    : loop;
}

/** What one visit runs: for a family the same statements, with the name of the member put in when they run. */
function visits({ context, writes, shared: together }: Pass): {
  readonly collect: Sql;
  readonly prune: Sql;
  readonly write: Sql;
} {
  const family = hasFamily(context.table);
  const value = family ? inFormat : (sql: Sql): Sql => sql;
  const shared = {
    table: family ? MEMBER : qualified(context.table),
    // It stands beside other conditions.
    differs: value(bracketed(or(...writes.map(({ pending }) => pending(bare))))),
  };
  const range = { from: verbatim(family ? '$1' : FROM), to: verbatim(family ? '$2' : TO) };
  const batch = verbatim(family ? '$1' : BATCH);
  const collect = render('copy-collect', { ...shared, ...range });
  const prune = render('copy-prune', { ...shared, ...range, verb: verbatim(family ? 'SELECT' : 'PERFORM') });
  const write = render('copy-write', {
    ...shared,
    batch,
    assignments: value(list(writes.map(together === true ? sharedAssignment : assignment))),
  });
  if (!family) return { collect: indent(collect, 8), prune, write: indent(write, 8) };
  const pages = [FROM, TO];
  return {
    // A loop takes its query without the semicolon.
    collect: indent(queryOf(execute(collect, pages)), 8),
    prune: execute(prune, pages),
    write: execute(write, [BATCH]),
  };
}

const queryOf = (statement: Sql): Sql => verbatim(statement.text.replace(/;$/, ''));

/** Stops between batches when the time is up. */
export function stopAfter({ options }: Context): Sql {
  if (options.maxRuntimeSeconds === null) return nothing;
  return render('stop-after', {
    limit: render('interval-seconds', { seconds: integer(options.maxRuntimeSeconds) }),
    message: literal(`Stopped after ${options.maxRuntimeSeconds} s as asked; rows copied so far in this run: `),
    hint: literal('Run this file again: it goes on where it stopped.'),
  });
}
