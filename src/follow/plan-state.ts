import type { Format } from '../formats/index.ts';
import { repoAt } from '../formats/repo.ts';
import { runCommand } from '../formats/run-command.ts';
import type { FoundPlan } from '../plan-file/find.ts';
import type { Phase, PhaseName } from '../types.ts';
import { type FileState, fileState, isIn, migrationFile, phaseFiles, sameNumber } from './files.ts';
import { type Applied, appliedPhases, type Ask } from './stage.ts';

/** What a plan's state is read with. */
export interface Database {
  readonly ask: Ask;
  /** The rows of a tool's history; null when it has none here. */
  readonly history: (of: { readonly table: string; readonly query: string }) => Promise<readonly string[] | null>;
}

/** One phase of a plan, in the repository and in a database. */
export interface PhaseState {
  readonly phase: PhaseName;
  /** The deploy that runs it, null for one that takes the plan back. */
  readonly deploy: number | null;
  /** Among the migrations; else it waits in the plan's folder. */
  readonly delivered: boolean;
  readonly files: readonly FileState[];
  readonly applied: Applied;
  /** What the tool's own history says; null when it keeps none here. */
  readonly noted: boolean | null;
}

/** How far a plan is. */
export interface PlanState {
  readonly plan: string;
  readonly folder: string;
  readonly staged: boolean;
  readonly abandoned: boolean;
  readonly phases: readonly PhaseState[];
  /** Why the database is not in the state that the repository expects; none when it is. */
  readonly problems: readonly string[];
  /** What else a person should know. */
  readonly remarks: readonly string[];
  /** What the next step is and what it waits for. */
  readonly next: string;
}

/** Where a plan's state is read. */
export interface Seen {
  readonly cwd: string;
  /** The tool of its migrations, null when it is not known. */
  readonly format: Format | null;
  readonly database: Database;
  /** The database has to be ready for the code of this deploy. */
  readonly deploy?: number | null;
}

/** Reads how far a plan is. Throws UserError when the database cannot be asked. */
export async function planState(found: FoundPlan, { cwd, format, database, deploy = null }: Seen): Promise<PlanState> {
  const { plan, delivery, abandoned, folder } = found;
  const applied = await appliedPhases(plan, database.ask);
  const rows = format?.history == null ? null : await database.history(format.history);
  const all: readonly Phase[] = abandoned === undefined ? plan.phases : [...plan.phases, abandoned];
  const phases = all.map(({ name }): PhaseState => {
    const files = phaseFiles(found, name).map((path) => fileState(cwd, path, delivery?.hashes ?? {}));
    const noted = notedBy(format, rows, found, cwd, name);
    const seen = name === abandoned?.name ? backApplied(abandoned, plan, applied) : (applied.get(name) ?? 'unknown');
    return {
      phase: name,
      deploy: plan.deploys.find(({ runs }) => runs.includes(name))?.number ?? null,
      delivered: delivery === undefined || !delivery.waiting.some(({ phase }) => phase === name),
      files,
      applied: seen === 'unknown' && noted !== null ? (noted ? 'yes' : 'no') : seen,
      noted,
    };
  });
  const entries = delivery === undefined ? [] : repoAt(cwd).list(delivery.directory);
  const twice =
    format === null || delivery === undefined
      ? null
      : sameNumber({ cwd, directory: delivery.directory, format, entries }, ownMigrations(found));
  const watched = abandoned === undefined ? phases : phases.filter(({ phase }) => phase === abandoned.name);
  const problems = [
    ...watched.flatMap((each) => problemsOf(each, format, deploy)),
    ...(twice === null ? [] : [`${twice.own} and ${twice.other} have the same number: give one of them another`]),
  ];
  return {
    plan: plan.id,
    folder,
    staged: delivery?.staged ?? false,
    abandoned: abandoned !== undefined,
    phases,
    problems,
    remarks: phases.flatMap((each) => remarksOf(each, format)),
    next: await nextStep(found, watched, database.ask, format),
  };
}

const OPPOSITE = { yes: 'no', no: 'yes', unknown: 'unknown' } as const;

/** A way back has run when what it takes back has not: the first phase, or the last where that had run. */
function backApplied(
  { name }: Phase,
  { phases }: FoundPlan['plan'],
  applied: ReadonlyMap<PhaseName, Applied>,
): Applied {
  const sign = name === 'restore' ? phases.at(-1) : phases[0];
  return OPPOSITE[(sign === undefined ? undefined : applied.get(sign.name)) ?? 'unknown'];
}

const ownMigrations = ({ files, delivery }: FoundPlan): string[] =>
  delivery === undefined ? [] : files.map(({ path }) => path).filter((path) => isIn(delivery.directory, path));

function notedBy(
  format: Format | null,
  rows: readonly string[] | null,
  { files, delivery }: FoundPlan,
  cwd: string,
  phase: PhaseName,
): boolean | null {
  const own = files.filter((file) => file.phase === phase && file.direction === 'up' && file.role === undefined);
  if (format?.history == null || rows === null || delivery === undefined || own.length === 0) return null;
  const { history } = format;
  return own.every(({ path }) => history.ran(migrationFile(cwd, delivery.directory, path), rows));
}

const named = (files: readonly FileState[]): string => files.map(({ path }) => path).join(', ');

function problemsOf(
  { phase, deploy, delivered, files, applied, noted }: PhaseState,
  format: Format | null,
  until: number | null,
): string[] {
  const missing = files.filter(({ state }) => state === 'missing');
  const later = until !== null && deploy !== null && deploy > until;
  const due = until !== null && deploy !== null && deploy <= until;
  return [
    ...missing.map(({ path }) => `${path} is not there any more`),
    ...(delivered && noted === true && applied === 'no'
      ? [`${format?.title ?? 'the tool'} has noted ${phase} as run, and the database does not show it`]
      : delivered && applied === 'no' && !later
        ? [`behind: ${phase} (${named(files)}) has not run to its end here`]
        : []),
    ...(!delivered && applied === 'no' && due
      ? [`behind: deploy ${String(deploy)} needs ${phase}, which waits in ${named(files)}`]
      : []),
    ...(!delivered && applied === 'yes'
      ? [`ahead: ${phase} has run here, and is not among the migrations of this repository`]
      : []),
  ];
}

function remarksOf({ phase, delivered, files, applied, noted }: PhaseState, format: Format | null): string[] {
  const edited = files.filter(({ state }) => state === 'edited');
  return [
    ...edited.map(({ path }) => `${path} was edited after it was written; it is left as it is`),
    ...(delivered && noted === false && applied === 'yes'
      ? [`${phase} has run here, though ${format?.title ?? 'the tool'} has not noted it; it may be run again`]
      : []),
    ...(delivered && noted === null && applied === 'unknown'
      ? [`whether ${phase} has run cannot be told from the catalog`]
      : []),
  ];
}

/** What comes next, a sentence. */
async function nextStep(
  { plan, delivery, folder }: FoundPlan,
  phases: readonly PhaseState[],
  ask: Ask,
  format: Format | null,
): Promise<string> {
  const next = phases.find(({ applied }) => applied !== 'yes');
  if (next === undefined) return `Everything has run; ${folder} may be taken away.`;
  // No database can tell which code runs.
  const ship = plan.deploys.findLast(({ number, ships }) => ships !== null && number < (next.deploy ?? 0));
  const code = ship === undefined ? '' : `, once the code of deploy ${String(ship.number)} runs on every instance`;
  const [file] = next.files;
  if (next.delivered) {
    const command =
      format === null || delivery === undefined || file === undefined
        ? named(next.files)
        : runCommand(format, { file: file.path, directory: delivery.directory });
    return `${next.phase} has to run${code}: ${command}`;
  }
  const missing = await unmet(
    plan.phases.find(({ name }) => name === next.phase),
    ask,
  );
  return missing.length === 0
    ? `plan next ${plan.id} writes ${next.phase}${code}.`
    : `${next.phase} waits: ${missing.join(' ')}`;
}

/** What of a phase's gate does not hold, in its own sentences. */
export async function unmet(phase: Phase | undefined, ask: Ask): Promise<string[]> {
  if (phase === undefined) return [];
  const answers = await ask(phase.gate.map(({ query }) => query));
  return phase.gate
    .filter((_, at) => answers[at] === 'no' || answers[at] === 'absent')
    .map(({ says }) => `it is not so yet that ${says}`);
}
