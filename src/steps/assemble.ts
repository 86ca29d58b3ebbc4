import { initialState, observe, type SchemaState } from '../sql/facts/index.ts';
import type { Catalog, Facts, ForwardFix, Phase, Statement, Step } from '../types.ts';
import type { DraftPhase, DraftStep } from './draft.ts';

const BLOCKING = new Set(['SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE']);

/**
 * Reads the facts of every statement in the light of the ones before it.
 * @throws Error when a phase would block traffic while it scans or rewrites, or would wait for a lock without a limit:
 * our own mistake, never written to a file.
 */
export function assemblePhases(drafts: readonly DraftPhase[], catalog: Catalog): Phase[] {
  let state = initialState(catalog);
  const phases: Phase[] = [];
  for (const draft of drafts) {
    const run = observeSteps(draft.steps, state);
    state = run.state;
    for (const step of run.steps) for (const { facts } of step.run) assertSafe(draft.name, step.title, facts);
    // A down file starts from where its own phase ended; what later phases did has been taken back by then.
    const undo = observeSteps(draft.undo, run.state);
    phases.push({ ...draft, steps: run.steps, undo: undo.steps });
  }
  return phases;
}

/** The same for SQL that only lies in the plan's folder. */
export const assembleFix = (
  fix: { name: string; when: string; steps: readonly DraftStep[] },
  catalog: Catalog,
): ForwardFix => ({
  ...fix,
  steps: observeSteps(fix.steps, initialState(catalog)).steps,
});

function observeSteps(drafts: readonly DraftStep[], from: SchemaState): { steps: Step[]; state: SchemaState } {
  let state = from;
  const steps = drafts.map(({ sql, ...step }) => ({
    ...step,
    run: sql.map((statement): Statement => {
      const observed = observe(state, statement.text);
      state = observed.state;
      return { sql: statement.text, facts: observed.facts };
    }),
  }));
  return { steps, state };
}

function assertSafe(phase: string, step: string, facts: Facts): void {
  for (const lock of facts.locks) {
    if (!BLOCKING.has(lock.mode)) continue;
    if (!lock.retried)
      throw new Error(`${phase}, ${step}: ${lock.mode} on ${lock.relation} is not under a lock timeout`);
  }
}
