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
  let states: States = new Map();
  const phases: Phase[] = [];
  for (const draft of drafts) {
    const run = observeSteps(draft.steps, { catalog, states }, (step, seen) =>
      assertSafe(`${draft.name}, ${step}`, seen),
    );
    states = run.states;
    // A down file starts from where its own phase ended; what later phases did has been taken back by then.
    const undo = observeSteps(draft.undo, { catalog, states });
    phases.push({ ...draft, steps: run.steps, undo: undo.steps });
  }
  return phases;
}

/** The state of each table that statements have been about so far, by its OID. */
type States = ReadonlyMap<number, SchemaState>;

/** The same for SQL that only lies in the plan's folder. */
export const assembleFix = (
  fix: { name: string; when: string; steps: readonly DraftStep[] },
  catalog: Catalog,
): ForwardFix => ({
  ...fix,
  steps: observeSteps(fix.steps, { catalog, states: new Map() }).steps,
});

function observeSteps(
  drafts: readonly DraftStep[],
  from: { readonly catalog: Catalog; readonly states: States },
  judge: (step: string, seen: Observation) => void = () => undefined,
): { steps: Step[]; states: States } {
  const states = new Map(from.states);
  const steps = drafts.map(({ id, title, why, sql, about = from.catalog }) => ({
    id,
    title,
    why,
    run: sql.map((statement): Statement => {
      const observed = observe(states.get(about.table.oid) ?? initialState(about), statement.text);
      states.set(about.table.oid, observed.state);
      judge(title, observed);
      return { sql: statement.text, facts: observed.facts };
    }),
  }));
  return { steps, states };
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
