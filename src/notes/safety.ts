import type { CodeVersion, ColumnSide, PhaseName, Plan } from '../types.ts';
import { prose } from './markdown.ts';
import { newColumns, oldColumns } from './names.ts';
import { versionsIn } from './parts.ts';

/** A moment between phases, or while the one that takes its time runs. */
interface Moment {
  readonly says: string;
  /** The last phase that is done. */
  readonly done: PhaseName | null;
  /** The phase that runs. */
  readonly runs: PhaseName | null;
}

/** Phases by their place in the plan: null comes before all. */
type Place = (name: PhaseName | null) => number;

const placeIn =
  ({ phases }: Pick<Plan, 'phases'>): Place =>
  (name) =>
    phases.findIndex((phase) => phase.name === name);

/** The values of `safety.md.hbs`: every version of the code at every moment, and which of them may run together. */
export function safety(plan: Plan): object {
  return {
    versions: plan.code.map((version) => ({
      name: prose(version.says),
      does: [...new Set(versionsIn(plan, version).map(does))].join('; '),
    })),
    rows: moments(plan).map((moment) => ({
      schema: moment.says,
      cells: plan.code.map((version) => ({ safe: cell(plan, version, moment) })),
      together: together(plan, moment),
    })),
  };
}

function moments({ phases }: Plan): Moment[] {
  const after = phases.map(({ name }): Moment => ({ says: `after ${name}`, done: name, runs: null }));
  const at = phases.findIndex(({ name }) => name === 'backfill');
  const running: Moment = { says: 'while the backfill runs', done: phases[at - 1]?.name ?? null, runs: 'backfill' };
  const before: Moment = { says: `before ${phases[0]?.name ?? 'expand'}`, done: null, runs: null };
  return at < 0 ? [before, ...after] : [before, ...after.slice(0, at), running, ...after.slice(at)];
}

function isSafe(plan: Plan, { since, until }: CodeVersion, { done, runs }: Moment): boolean {
  const place = placeIn(plan);
  return place(since) <= place(done) && (until === null || place(until) > place(runs ?? done));
}

function cell(plan: Plan, version: CodeVersion, moment: Moment): string {
  if (isSafe(plan, version, moment)) return 'safe';
  const reasons = versionsIn(plan, version)
    .filter((each) => !isSafe(each.plan, each.version, moment))
    .map((each) => reason(each, moment));
  return `**not safe**: ${[...new Set(reasons)].join('; ')}`;
}

function reason(
  { plan: { target, phases, wording }, version }: { plan: Plan; version: CodeVersion },
  { done, runs }: Moment,
): string {
  const place = placeIn({ phases });
  const told = wording?.unsafe[version.id];
  if (told !== undefined) return prose(place(version.since) > place(done) ? told.early : told.late);
  const uses = (side: ColumnSide): boolean => version.writes.includes(side) || version.reads.includes(side);
  const [old, added] = [oldColumns(target), newColumns(target)];
  if (done === null && uses('new')) return `${added} does not exist`;
  if (done === 'contract' && uses('old')) return `${old} does not exist`;
  if (place(version.since) > place(done)) {
    return version.writes.includes('old') || place(done) < place('backfill')
      ? `${added} is NULL in rows not copied yet`
      : `${old} is still bound by its constraints`;
  }
  if (!version.writes.includes('new')) return `what it writes does not reach ${added}`;
  return runs === null ? `it reads ${old} and relies on its indexes` : 'it must be gone by then';
}

function together(plan: Plan, moment: Moment): string {
  const pairs = plan.code.flatMap((version, at) => {
    const next = plan.code[at + 1];
    const both = next !== undefined && isSafe(plan, version, moment) && isSafe(plan, next, moment);
    return both ? [`${prose(version.says)} and ${prose(next.says).replace(/^./, (first) => first.toLowerCase())}`] : [];
  });
  return pairs.length === 0 ? 'no two' : pairs.join('; ');
}

function does({ plan: { target, wording }, version }: { plan: Plan; version: CodeVersion }): string {
  const { id, writes, reads } = version;
  const told = wording?.does[id];
  if (told !== undefined) return prose(told);
  const names = { old: oldColumns(target), new: newColumns(target) };
  const written = writes.map((side) => names[side]).join(' and ');
  const read = reads.map((side) => names[side]).join(', or where that is NULL ');
  return `writes ${written}, reads ${read}`;
}
