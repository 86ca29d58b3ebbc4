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

/** A deploy runs files, or ships code, or does the one and then the other. */
interface Slot {
  readonly number: number;
  readonly runs: readonly PhaseName[];
  readonly moment: Moment | null;
}

/** One beside the other: files run before the code that needs them, and what may ship together does. */
export function timelineOf(drafts: readonly Draft[], names: readonly PhaseName[], planId: string): Timeline {
  const moments = momentsOf(drafts, names);
  const slots = slotsOf(names, moments, drafts);
  const parts = drafts.map((draft, part) => withNumbers(draft, renumberIn(draft, part, slots)));
  const code = codeOf(drafts, moments, slots, names).map((version, at) => named(version, at, moments.length));
  return {
    code,
    deploys: slots.map((slot) => deployOf(slot, drafts, parts, code)),
    parts,
    told: (phase, part) => toldPhase(phase, part, { drafts, slots, planId }),
  };
}

function slotsOf(names: readonly PhaseName[], moments: readonly Moment[], drafts: readonly Draft[]): Slot[] {
  const slots: Omit<Slot, 'number'>[] = [];
  let from = 0;
  for (const moment of moments) {
    const runs = names.slice(from, moment.done);
    if (shipsWith(runs, moment, drafts)) slots.push({ runs, moment });
    else slots.push(...(runs.length === 0 ? [] : [{ runs, moment: null }]), { runs: [], moment });
    from = moment.done;
  }
  if (from < names.length) slots.push({ runs: names.slice(from), moment: null });
  return slots.map((slot, at) => ({ ...slot, number: at + 1 }));
}

/** Whether each of the changes ships this code in the deploy that has run its own files. */
const shipsWith = (runs: readonly PhaseName[], { ships: all }: Moment, drafts: readonly Draft[]): boolean =>
  all.every(({ part, version }) =>
    drafts[part]?.deploys.some((deploy) => deploy.ships === version.id && runsAny({ runs }, deploy.runs)),
  );

const ships = ({ moment }: Slot, part: number, id: string | null): boolean =>
  moment?.ships.some((each) => each.part === part && each.version.id === id) === true;

const runsAny = ({ runs }: Pick<Slot, 'runs'>, names: readonly PhaseName[]): boolean =>
  runs.some((name) => names.includes(name));

function renumberIn({ deploys }: Draft, part: number, slots: readonly Slot[]): Renumber {
  return (own) => {
    const deploy = deploys.find(({ number }) => number === own);
    if (deploy === undefined) return own;
    const shipped = slots.find((slot) => ships(slot, part, deploy.ships));
    return (shipped ?? slots.findLast((slot) => runsAny(slot, deploy.runs)))?.number ?? own;
  };
}

/** What runs a phase may be another deploy than what ships code with it. A reader looks for the folder of the whole plan. */
function toldPhase(
  phase: DraftPhase,
  part: number,
  { drafts, slots, planId }: { drafts: readonly Draft[]; slots: readonly Slot[]; planId: string },
): DraftPhase {
  const draft = drafts[part];
  if (draft === undefined) return phase;
  const own = draft.deploys.find(({ runs }) => runs.includes(phase.name))?.number;
  const now = slots.find(({ runs }) => runs.includes(phase.name))?.number;
  const renumber = renumberIn(draft, part, slots);
  const summary = renumbered(phase.summary, (number) => (number === own && now !== undefined ? now : renumber(number)));
  return { ...phase, summary: summary.map((line) => line.replace(`Plan ${draft.id}`, `Plan ${planId}`)) };
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
    const waiting = shipped.filter(({ since }) => since !== null);
    const until = running.flatMap((version) => version.until ?? []).toSorted((a, b) => place(a) - place(b));
    return {
      deploy: slots.find((slot) => slot.moment !== null && slot.moment === moment)?.number ?? 0,
      writes: [],
      reads: [],
      since: running.map(({ since }) => since).toSorted((a, b) => place(b) - place(a))[0] ?? null,
      until: until[0] ?? null,
      // What may run at any time waits for nothing, whatever it ships with.
      needs: joined((waiting.length === 0 ? shipped : waiting).map(({ needs }) => needs)),
      advice: [...new Set(shipped.flatMap(({ advice }) => advice))],
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
  const shipping = own.filter((deploy) => deploy.ships !== null);
  return {
    number,
    runs,
    ships: moment === null ? null : (code.find(({ deploy }) => deploy === number)?.id ?? null),
    title:
      moment === null
        ? capital(runs.join(' and '))
        : joined(
            shipping.map(({ title }) => title),
            '; ',
          ),
    code: moment === null ? 'Unchanged.' : joined(shipping.map((deploy) => deploy.code)),
    gate: joined(own.map(({ gate }) => gate)),
    rollback: joined(own.map(({ rollback }) => rollback)),
  };
}

const joined = (texts: readonly string[], separator = ' '): string =>
  [...new Set(texts.filter((text) => text !== ''))].join(separator);

const capital = (text: string): string => text.replace(/^./, (first) => first.toUpperCase());
