import type { Asked } from '../changes/kind.ts';
import type { Hanging } from '../catalog/answers.ts';
import { UserError } from '../errors.ts';
import type { Format } from '../formats/index.ts';
import type { FoundPlan } from '../plan-file/find.ts';
import type { Catalog, Phase, PhaseName, Plan, QualifiedName } from '../types.ts';
import { type Again, planAgain, statementsOf } from './again.ts';
import { droppedColumns, leftBehind, strangersOn, verdictOn } from './compare.ts';
import { type Delivery } from './delivery.ts';
import type { Difference } from './differences.ts';
import { type Database, type PlanState, planState, unmet } from './plan-state.ts';
import { deliveryOf, notNow, refuseAbandoned } from './refuse.ts';

/** The database, and how the changes are read from it again. */
export interface NextFrom {
  readonly cwd: string;
  readonly format: Format;
  readonly database: Database & {
    readonly hangingOn: (table: QualifiedName, columns: readonly string[]) => Promise<readonly Hanging[]>;
  };
  /** The changes of the plan with today's catalogs. */
  readonly read: () => Promise<readonly Asked[]>;
  /** The catalogs that the plan was made from. */
  readonly basis: () => readonly Catalog[];
}

/** What is to be written next. */
export interface Next {
  /** The plan as it is now: the phases that have run as they were, the others made again. */
  readonly plan: Plan;
  readonly catalogs: readonly Catalog[];
  /** The phase that goes among the migrations. */
  readonly phase: Phase;
  /** It has run before, and has more to do now. */
  readonly again: boolean;
  readonly delivery: Delivery;
  readonly differences: readonly Difference[];
  /** What else a person should know. */
  readonly remarks: readonly string[];
}

/**
 * Decides which phase of a staged plan goes among the migrations next, and makes it again from today's schema. Throws UserError (exit
 * code 1) when there is none, when the database is not that far, and when something was changed meanwhile that cannot be carried.
 */
export async function nextPhase(found: FoundPlan, from: NextFrom): Promise<Next> {
  refuseAbandoned(found);
  const delivery = deliveryOf(found);
  const { plan } = found;
  const next = plan.phases.find(({ name }) => name === delivery.waiting[0]?.phase);
  if (next === undefined) throw allDelivered(found);
  const state = await planState(found, from);
  await refuseUnready(state, next.name, plan.id, from);
  const delivered = state.phases.filter((each) => each.delivered).map(({ phase }) => phase);
  const remarks = [...state.remarks];
  const made = await madeAgain(found, from, delivered);
  const again = redone(plan, made, delivered);
  await refuseStrangers(found, made, delivered, from);
  const missing =
    again === null
      ? await unmet(
          made.plan.phases.find(({ name }) => name === next.name),
          from.database.ask,
        )
      : [];
  if (missing.length > 0)
    throw notNow(
      `${next.name} has to wait: ${missing.join('; ')}`,
      `plan status ${plan.id} shows how far the database is`,
    );
  const kept = delivered.filter((name) => name !== again);
  const phases = made.plan.phases.map((phase) =>
    kept.includes(phase.name) ? (plan.phases.find(({ name }) => name === phase.name) ?? phase) : phase,
  );
  const phase = phases.find(({ name }) => name === (again ?? next.name));
  if (phase === undefined)
    throw notNow(`${plan.id} needs no ${next.name} any more`, 'make the plan again with --force');
  return {
    plan: { ...made.plan, phases },
    catalogs: made.catalogs,
    phase,
    again: again !== null,
    delivery,
    differences: made.differences,
    remarks,
  };
}

function allDelivered({ plan, folder }: FoundPlan): UserError {
  return notNow(
    `${plan.id} has all its phases among the migrations already`,
    `plan status ${plan.id} shows which of them have run; after the last, ${folder} may be taken away`,
  );
}

/** The database must have run what the repository has, and nothing else of the plan. Throws UserError. */
async function refuseUnready(
  { phases, problems, next }: PlanState,
  wanted: PhaseName,
  id: string,
  { read }: NextFrom,
): Promise<void> {
  if (problems.length === 0) return;
  const ahead = phases.some(({ delivered, applied }) => !delivered && applied === 'yes');
  // What somebody has dropped looks like a phase that has run.
  const unreadable = await read().then(
    () => [],
    (error: unknown) => (error instanceof UserError ? [error.message.replace(/\.$/, '')] : []),
  );
  throw notNow(
    `${wanted} cannot be written yet: ${[...problems, ...unreadable].join('; ')}`,
    ahead
      ? 'pull the branch that ran it, or look at another database with --database'
      : `${next.replace(/\.$/, '')}; then plan next ${id}`,
  );
}

/** Throws UserError when the plan cannot be made from today's schema. */
async function madeAgain(found: FoundPlan, { read, basis }: NextFrom, delivered: readonly PhaseName[]): Promise<Again> {
  const { plan } = found;
  const { options } = deliveryOf(found);
  // A view stands in the table's place; what is added to the table goes with it when it gets its name back.
  if (options.strategy === 'view') return { plan, catalogs: basis(), differences: [] };
  let made: Again;
  try {
    made = await planAgain(await read(), plan, delivered, { catalogs: basis(), options });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { hint } = error;
    throw new UserError(`${plan.id} cannot be made again from today's schema: ${error.message}`, {
      hint: `${hint === undefined ? '' : `${hint.replace(/\.$/, '')}; or `}plan abandon ${plan.id}`,
      exitCode: 1,
      cause: error,
    });
  }
  if (made.plan.id === plan.id) return made;
  throw notNow(
    `${plan.id} would be another plan today (${made.plan.id}): what it is about has another name or place`,
    `plan abandon ${plan.id}`,
  );
}

const said = (differences: readonly Difference[]): string =>
  differences.length === 0
    ? 'something that the plan was made from'
    : differences.map(({ name, how }) => `${name} was ${how}`).join(', ');

/** The phase that has to run once more, null when none has. Throws UserError when that would not be enough. */
function redone(plan: Plan, made: Again, delivered: readonly PhaseName[]): PhaseName | null {
  const verdicts = delivered.map((name) => ({ name, verdict: verdictOn(name, plan, made.plan) }));
  const late = verdicts.find(({ verdict }) => verdict === 'too late');
  if (late !== undefined)
    throw notNow(
      `${late.name} has run as it was planned, and would be another one today: ${said(made.differences)}`,
      `take that back until the plan is done, or plan abandon ${plan.id} and make it again`,
    );
  return verdicts.find(({ verdict }) => verdict === 'again')?.name ?? null;
}

/** What hangs on a column that a later phase drops, and is not the plan's own. Throws UserError that names it. */
async function refuseStrangers(
  { plan }: FoundPlan,
  made: Again,
  delivered: readonly PhaseName[],
  { database }: NextFrom,
): Promise<void> {
  const later = made.plan.phases.map(({ name }) => name).filter((name) => !delivered.includes(name));
  const known = new Set(made.catalogs.flatMap(({ table }) => table.columns.map(({ name }) => name)));
  const dropped = droppedColumns(statementsOf(made.plan, later)).filter((name) => !known.has(name));
  if (dropped.length === 0) return;
  const hanging = await database.hangingOn(plan.target, dropped);
  const [stranger, ...more] = strangersOn(hanging, [plan, made.plan]);
  if (stranger !== undefined)
    throw notNow(
      `${[stranger, ...more].map(({ says, on }) => `${says} is on ${on}`).join(', ')}: ${more.length === 0 ? 'it' : 'each'} was made by somebody else, and would go when the plan drops that column`,
      'drop it and make it on the column that stays, then it is carried; or make it again after contract',
    );
  const left = leftBehind(plan, made.plan, delivered).filter((name) => hanging.some((each) => each.name === name));
  if (left.length > 0)
    throw notNow(
      `${left.join(', ')} was made by ${plan.id} for something that is gone: ${said(made.differences)}`,
      `drop ${left.join(', ')} (an index with DROP INDEX CONCURRENTLY), then plan next ${plan.id}`,
    );
}
