import type { Catalog, Estimate, ForwardFix, PlanOptions, PlanPart } from '../../types.ts';
import type { Draft, DraftStep } from '../draft.ts';
import { severalPlanId } from '../plan-id.ts';
import { refuseIntertwined } from './intertwined.ts';
import { mergedPhases, phaseNames } from './phases.ts';
import { referring } from './referring.ts';
import { timelineOf } from './timeline.ts';

/** A change that can be planned, from its catalog as it will be by then. */
export interface Plannable {
  readonly catalog: Catalog;
  readonly plan: (catalog: Catalog) => Draft;
}

/** The draft of one change, or of several together. @throws Refusal or UserError like each of them, and like `together`. */
export function planTogether(changes: readonly Plannable[], options: PlanOptions): Draft {
  const drafts: Draft[] = [];
  for (const { catalog, plan } of changes) drafts.push(plan(referring(catalog, drafts)));
  const [only] = drafts;
  return drafts.length === 1 && only !== undefined ? only : together(drafts, options);
}

/**
 * One plan of several changes, with one pass over the rows of each table.
 * @throws Refusal or UserError when two of them have to come one after the other.
 */
function together(drafts: readonly Draft[], options: PlanOptions): Draft {
  const [first] = drafts;
  if (first === undefined) throw new Error('there is no change to plan');
  refuseIntertwined(drafts);
  const { version, server, lockTimeoutMs } = first;
  const id = severalPlanId(drafts.map((draft) => draft.id));
  const timeline = timelineOf(drafts, phaseNames(drafts), id);
  const { code, deploys, parts } = timeline;
  return {
    version,
    id,
    change: { kind: 'several', changes: drafts.map(({ change }) => change) },
    command: options.command,
    server,
    target: { ...first.target, columns: drafts.flatMap(({ target }) => target.columns) },
    lockTimeoutMs,
    estimate: estimateOf(drafts.map(({ estimate }) => estimate)),
    phases: mergedPhases(drafts.map(seenFrom(drafts)), timeline, id),
    code,
    deploys,
    attention: distinct(parts.flatMap(({ attention }) => attention)),
    fixes: fixesOf(parts),
    parts: parts.map(partOf),
    catalog: catalogOf(drafts.filter((draft) => sameTable(draft, first))),
  };
}

const partOf = ({ id, change, target, wording, code, deploys }: Draft): PlanPart => ({
  id,
  change,
  target,
  ...(wording === undefined ? {} : { wording }),
  code,
  deploys,
});

/** One of the facts that two changes found alike. */
function distinct<T>(values: readonly T[]): T[] {
  const texts = values.map((value) => JSON.stringify(value));
  return values.filter((_, at) => texts.indexOf(texts[at] ?? '') === at);
}

/** The rows are visited once; what is added is added by each. */
function estimateOf(estimates: readonly Estimate[]): Estimate {
  const copying = estimates.filter(({ batches }) => batches !== 0);
  const [first] = copying.length === 0 ? estimates : copying;
  if (first === undefined) throw new Error('there is no estimate');
  const added = estimates.map(({ addedBytes }) => addedBytes);
  return {
    ...first,
    addedBytes: added.some((bytes) => bytes === null)
      ? null
      : added.reduce((sum, bytes) => (sum ?? 0) + (bytes ?? 0), 0),
  };
}

/** What lies ready for the same day is one file. */
function fixesOf(parts: readonly Draft[]): ForwardFix[] {
  const fixes = parts.flatMap((part) => part.fixes);
  const names = [...new Set(fixes.map(({ name }) => name))];
  return names.map((name) => {
    const own = fixes.filter((fix) => fix.name === name);
    return {
      name,
      when: [...new Set(own.map(({ when }) => when))].join(' '),
      steps: own.flatMap(({ steps }, at) => steps.map((step) => ({ ...step, id: `${step.id}-${at + 1}` }))),
    };
  });
}

const sameTable = (one: Draft, other: Draft): boolean => one.catalog.table.oid === other.catalog.table.oid;

/** The statements of each change are read in the light of all that is known of its table. */
const seenFrom =
  (drafts: readonly Draft[]) =>
  (draft: Draft): Draft => {
    const about = catalogOf(drafts.filter((other) => sameTable(other, draft)));
    const seen = (steps: readonly DraftStep[]): DraftStep[] => steps.map((step) => ({ ...step, about }));
    return {
      ...draft,
      phases: draft.phases.map((phase) => ({ ...phase, steps: seen(phase.steps), undo: seen(phase.undo) })),
    };
  };

/** What all of them know: the tables that only one of them names are known to every statement. */
function catalogOf(drafts: readonly Draft[]): Catalog {
  const catalogs = drafts.map(({ catalog }) => catalog);
  const [first] = catalogs;
  if (first === undefined) throw new Error('there is no catalog');
  return { ...catalogs.reduce((all, each) => ({ ...all, ...each })), others: catalogs.flatMap(({ others }) => others) };
}
