import type { CodeVersion, Deploy, PhaseName } from '../../types.ts';
import type { Draft, DraftPhase } from '../draft.ts';
import { type Moment, momentsOf, runningOf } from './moments.ts';
import { type Renumber, renumbered } from './renumber.ts';

/** When what of several changes happens. */
export interface Timeline {
  readonly code: readonly CodeVersion[];
  readonly deploys: readonly Deploy[];
  /** The changes, with the numbers of the deploys that they share. */
  readonly parts: readonly Draft[];
  /** A phase of one change, told with those numbers. */
  told(phase: DraftPhase, part: number): DraftPhase;
}

/** A deploy either runs files or ships code. */
interface Slot {
  readonly number: number;
  readonly runs: readonly PhaseName[];
  readonly moment: Moment | null;
}

/** One beside the other: files run before the code that needs them, and what may ship together does. */
export function timelineOf(drafts: readonly Draft[], names: readonly PhaseName[]): Timeline {
  const moments = momentsOf(drafts, names);
  const slots = slotsOf(names, moments);
  const parts = drafts.map((draft, part) => withNumbers(draft, renumberIn(draft, part, slots)));
  const code = codeOf(drafts, moments, slots, names).map((version, at) => named(version, at, moments.length));
  return {
    code,
    deploys: slots.map((slot) => deployOf(slot, drafts, parts, code)),
    parts,
    told: (phase, part) => toldPhase(phase, part, drafts, slots),
  };
}

function slotsOf(names: readonly PhaseName[], moments: readonly Moment[]): Slot[] {
  const slots: Omit<Slot, 'number'>[] = [];
  let from = 0;
  for (const moment of moments) {
    if (moment.done > from) slots.push({ runs: names.slice(from, moment.done), moment: null });
    slots.push({ runs: [], moment });
    from = moment.done;
  }
  if (from < names.length) slots.push({ runs: names.slice(from), moment: null });
  return slots.map((slot, at) => ({ ...slot, number: at + 1 }));
}

const ships = ({ moment }: Slot, part: number, id: string | null): boolean =>
  moment?.ships.some((each) => each.part === part && each.version.id === id) === true;

const runsAny = ({ runs }: Slot, names: readonly PhaseName[]): boolean => runs.some((name) => names.includes(name));

function renumberIn({ deploys }: Draft, part: number, slots: readonly Slot[]): Renumber {
  return (own) => {
    const deploy = deploys.find(({ number }) => number === own);
    if (deploy === undefined) return own;
    const shipped = slots.find((slot) => ships(slot, part, deploy.ships));
    return (shipped ?? slots.findLast((slot) => runsAny(slot, deploy.runs)))?.number ?? own;
  };
}

/** What runs a phase is another deploy than what ships code with it. */
function toldPhase(phase: DraftPhase, part: number, drafts: readonly Draft[], slots: readonly Slot[]): DraftPhase {
  const draft = drafts[part];
  if (draft === undefined) return phase;
  const own = draft.deploys.find(({ runs }) => runs.includes(phase.name))?.number;
  const now = slots.find(({ runs }) => runs.includes(phase.name))?.number;
  const renumber = renumberIn(draft, part, slots);
  const summary = renumbered(phase.summary, (number) => (number === own && now !== undefined ? now : renumber(number)));
  return { ...phase, summary };
}

function withNumbers(draft: Draft, renumber: Renumber): Draft {
  const { code, deploys, attention, wording } = draft;
  return {
    ...draft,
    code: renumbered(code, renumber).map((version) => ({ ...version, deploy: renumber(version.deploy) })),
    deploys: renumbered(deploys, renumber).map((deploy) => ({ ...deploy, number: renumber(deploy.number) })),
    attention: renumbered(attention, renumber).map((finding) => ({
      ...finding,
      deploy: finding.deploy === null ? null : renumber(finding.deploy),
    })),
    ...(wording === undefined ? {} : { wording: renumbered(wording, renumber) }),
  };
}

/** Every version of the code: what each change's own version needs, they need together. */
function codeOf(
  drafts: readonly Draft[],
  moments: readonly Moment[],
  slots: readonly Slot[],
  names: readonly PhaseName[],
): Omit<CodeVersion, 'id' | 'says'>[] {
  const place = (name: PhaseName | null): number => (name === null ? -1 : names.indexOf(name));
  return [null, ...moments].map((moment, at) => {
    const running = drafts.flatMap((draft, part) => runningOf(draft, part, moments.slice(0, at)) ?? []);
    const shipped = moment?.ships.map(({ version }) => version) ?? [];
    const until = running.flatMap((version) => version.until ?? []).toSorted((a, b) => place(a) - place(b));
    return {
      deploy: slots.find((slot) => slot.moment !== null && slot.moment === moment)?.number ?? 0,
      writes: [],
      reads: [],
      since: running.map(({ since }) => since).toSorted((a, b) => place(b) - place(a))[0] ?? null,
      until: until[0] ?? null,
      needs: joined(shipped.map(({ needs }) => needs)),
      advice: shipped.flatMap(({ advice }) => advice),
    };
  });
}

function named(version: Omit<CodeVersion, 'id' | 'says'>, at: number, last: number): CodeVersion {
  if (at === 0) return { ...version, id: 'old', says: 'Old code' };
  if (at === last) return { ...version, id: 'new', says: 'New code' };
  return { ...version, id: `new-${at}`, says: `Code of deploy ${version.deploy}` };
}

function deployOf(slot: Slot, drafts: readonly Draft[], parts: readonly Draft[], code: readonly CodeVersion[]): Deploy {
  const own = drafts.flatMap((draft, part) =>
    draft.deploys.flatMap((deploy, at) =>
      ships(slot, part, deploy.ships) || runsAny(slot, deploy.runs) ? (parts[part]?.deploys[at] ?? []) : [],
    ),
  );
  const { number, runs, moment } = slot;
  return {
    number,
    runs,
    ships: moment === null ? null : (code.find(({ deploy }) => deploy === number)?.id ?? null),
    title:
      moment === null
        ? capital(runs.join(' and '))
        : joined(
            own.map(({ title }) => title),
            '; ',
          ),
    code: moment === null ? 'Unchanged.' : joined(own.map((deploy) => deploy.code)),
    gate: joined(own.map(({ gate }) => gate)),
    rollback: joined(own.map(({ rollback }) => rollback)),
  };
}

const joined = (texts: readonly string[], separator = ' '): string =>
  [...new Set(texts.filter((text) => text !== ''))].join(separator);

const capital = (text: string): string => text.replace(/^./, (first) => first.toUpperCase());
