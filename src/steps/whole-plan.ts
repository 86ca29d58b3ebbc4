import type { CodeVersion, Deploy, Estimate, Finding, TargetColumn, Wording } from '../types.ts';
import type { Change } from '../types.ts';
import { assembleFix } from './assemble.ts';
import type { Context } from './context.ts';
import type { Draft, DraftPhase, DraftStep } from './draft.ts';

/** What a kind other than rename makes its plan of. */
export interface Parts {
  readonly context: Context;
  readonly wording: Wording;
  readonly estimate: Estimate;
  readonly phases: readonly DraftPhase[];
  /** From the code that runs now to the one after the last deploy; one alone when no code has to change. */
  readonly code: readonly CodeVersion[];
  readonly deploys: readonly Deploy[];
  readonly attention: readonly Finding[];
  readonly fixes: readonly { readonly name: string; readonly when: string; readonly steps: readonly DraftStep[] }[];
  /** The columns that stand twice during the plan. */
  readonly twice?: readonly TargetColumn[];
}

/** The plan, with the facts of every statement read from its SQL. Throws Error (a bug) when one of them is not safe. */
export function wholePlan(change: Change, parts: Parts): Draft {
  const { context, wording, estimate, phases, code, deploys, attention, fixes, twice = [] } = parts;
  const { catalog, options, planId, table } = context;
  return {
    version: 1,
    id: planId,
    change,
    command: options.command,
    server: catalog.server,
    target: { schema: table.schema, name: table.name, columns: twice },
    wording,
    lockTimeoutMs: options.lockTimeoutMs,
    estimate,
    phases: phases,
    catalog,
    code,
    deploys,
    attention,
    fixes: fixes.map((fix) => assembleFix(fix, catalog)),
  };
}

/** What every kind but rename plans from: one table, and no column that stands twice. */
export const contextOf = (context: Omit<Context, 'pairs' | 'table'>): Context => ({
  ...context,
  table: context.catalog.table,
  pairs: [],
});
