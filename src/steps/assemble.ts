import { blocking } from '../sql/facts/held.ts';
import { initialState, type Observation, observe, type SchemaState } from '../sql/facts/index.ts';
import type { Catalog, ForwardFix, Phase, Plan, Statement, Step } from '../types.ts';
import type { Draft, DraftPhase, DraftStep } from './draft.ts';

/**
 * The plan of a draft.
 * @throws Error like assemblePhases
 */
export function assemble({ catalog, phases, ...rest }: Draft): Plan {
  return { ...rest, phases: assemblePhases(phases, catalog) };
}

/**
 * Reads the facts of every statement in the light of the ones before it.
 * @throws Error when a phase would block traffic while it scans or rewrites, or would wait for a lock without a limit:
 * our own mistake, never written to a file.
 */
export function assemblePhases(drafts: readonly DraftPhase[], catalog: Catalog): Phase[] {
  let state = initialState(catalog);
  const phases: Phase[] = [];
  for (const draft of drafts) {
    const run = observeSteps(draft.steps, state, (step, seen) => assertSafe(`${draft.name}, ${step}`, seen));
    state = run.state;
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

function observeSteps(
  drafts: readonly DraftStep[],
  from: SchemaState,
  judge: (step: string, seen: Observation) => void = () => undefined,
): { steps: Step[]; state: SchemaState } {
  let state = from;
  const steps = drafts.map(({ sql, ...step }) => ({
    ...step,
    run: sql.map((statement): Statement => {
      const observed = observe(state, statement.text);
      state = observed.state;
      judge(step.title, observed);
      return { sql: statement.text, facts: observed.facts };
    }),
  }));
  return { steps, state };
}

function assertSafe(where: string, { facts, unsafe = [] }: Observation): void {
  const waits = blocking(facts.locks).find(({ retried }) => !retried);
  if (waits !== undefined) throw new Error(`${where}: ${waits.mode} on ${waits.relation} is not under a lock timeout`);
  const [first] = unsafe;
  if (first === undefined) return;
  const { sql, lock } = first;
  throw new Error(
    `${where}: reads or writes a whole table while it holds ${lock.mode} on ${lock.relation}: ${sql.replaceAll(/\s+/g, ' ').slice(0, 200)}`,
  );
}
