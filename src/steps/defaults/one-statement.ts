import type { Sql } from '../../sql/value.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Change, CodeVersion, Column, Deploy, Finding, Wording } from '../../types.ts';
import { doBlock, guardNotReady, retried } from '../blocks.ts';
import type { Context } from '../context.ts';
import type { Draft, DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { madeFromDump } from '../from-dump.ts';
import { gate } from '../gates.ts';
import { nothingToCopy } from '../mirror/nothing-to-copy.ts';
import { columnExists, not } from '../state.ts';
import { wholePlan } from '../whole-plan.ts';

type Words = Pick<DraftStep, 'id' | 'title' | 'why'>;

/** A change of a column that PostgreSQL makes in the catalog alone, and which may be made again without harm. */
export interface OneStatement {
  readonly does: Words & { readonly sql: readonly Sql[] };
  readonly undoes: Words & { readonly sql: readonly Sql[] };
  /** For file names: what of the column is changed. */
  readonly subject: string;
  readonly title: string;
  /** What the file does, and when it goes out. */
  readonly summary: string;
  readonly goesOut: string;
  readonly wayBack: string;
  readonly wording: Omit<Wording, 'enough' | 'old' | 'new' | 'names'>;
  readonly code: readonly CodeVersion[];
  readonly deploys: readonly Deploy[];
  readonly findings: readonly Finding[];
}

/** One phase is enough: nothing is read or written. */
export function planOneStatement(change: Change, context: Context, column: Column, its: OneStatement): Draft {
  const { table, options, planId, catalog } = context;
  const [says, name] = [qualified(table).text, ident(column.name).text];
  return wholePlan(change, {
    context,
    wording: {
      ...its.wording,
      enough: 'One phase is enough: PostgreSQL changes the catalog alone, and reads and writes no row.',
      old: name,
      new: name,
      names: [],
    },
    estimate: nothingToCopy(catalog),
    phases: [
      {
        name: 'expand',
        title: its.title,
        subject: `${table.name}_${column.name}_${its.subject}`,
        summary: [
          its.summary,
          its.goesOut,
          `Locks: ACCESS EXCLUSIVE on ${says} for some milliseconds; no attempt waits longer than ${options.lockTimeoutMs} ms, and it is tried again.`,
          its.wayBack,
          `Plan ${planId}; it may be run again at any time. Do not run it inside a transaction.`,
        ],
        gate: [gate('column', `${says} has ${name}.`, columnExists(table, column.name))],
        steps: [step(context, column, its.does)],
        undo: [step(context, column, its.undoes)],
      },
    ],
    code: its.code,
    deploys: its.deploys,
    attention: [...madeFromDump(context), ...its.findings],
    fixes: [],
  });
}

function step(context: Context, column: Column, { sql, ...words }: OneStatement['does']): DraftStep {
  const { table } = context;
  return {
    ...words,
    sql: [
      doBlock([
        guardNotReady(
          not(columnExists(table, column.name)),
          `${qualified(table).text} has no column ${ident(column.name).text}.`,
          'The schema has changed since the plan was made: make a new one.',
        ),
        retried(context, 'Catalog changes only.', [lockFamily(context, 'ACCESS EXCLUSIVE'), ...sql]),
      ]),
    ],
  };
}
