import { join } from 'node:path';
import type { Question } from '../catalog/question.ts';
import type { Wish } from '../changes/kind.ts';
import { UserError } from '../errors.ts';
import { type Delivery, hashesOf } from '../follow/delivery.ts';
import { basisFile } from '../follow/basis-file.ts';
import { type PlacedFiles, placeFiles } from '../follow/place-files.ts';
import { waitingFiles } from '../follow/waiting.ts';
import { listMigrations } from '../formats/directory.ts';
import type { Format, Repo } from '../formats/index.ts';
import { repoAt } from '../formats/repo.ts';
import { checkedPlan } from '../overrides/plan.ts';
import { gather, planAll } from '../planning.ts';
import { jsonDocument } from '../report/json.ts';
import type { Catalog, Change, OutputFile, PhaseName, Plan, PlanOptions, Scan } from '../types.ts';
import type { Entry } from '../write.ts';
import { commandLine } from './command-line.ts';
import { findFormat } from './find-format.ts';
import { type Earlier, earlierFiles, entryOf, fixFiles, planFolder, refuseExisting } from './plan-folder.ts';
import type { Settings } from './settings.ts';
import { stackHere } from './stack-here.ts';

/** Everything that a plan is made from, besides the catalog. */
export interface Request {
  /** One change, or several of one table. */
  readonly wishes: readonly Wish[];
  readonly settings: Settings;
  readonly cwd: string;
  readonly now: Date;
}

/** A plan with all its files, not yet written. Paths are from the working directory. */
export interface Planned {
  readonly plan: Plan;
  readonly format: Format;
  /** Why this format; empty when it was asked for, or nothing was found. */
  readonly because: readonly string[];
  readonly directory: string;
  /** The migrations, in the order in which they run. */
  readonly files: readonly OutputFile[];
  /** What belongs to them and is not run. */
  readonly sidecars: readonly Entry[];
  /** The phases that wait in the plan's folder. */
  readonly waiting: readonly OutputFile[];
  readonly delivery: Delivery;
  /** Where notes.md, plan.json and the forward fixes lie. */
  readonly folder: string;
  /** Where the code mentions what the plan changes; null when that was not looked for. */
  readonly scan: Scan | null;
  readonly companions: readonly Entry[];
}

/** What one change asks the catalog; `rewrite` makes the command to type from a target that was spelled right and its place among them. */
export interface Asking {
  readonly question: Question;
  readonly rewrite: (correct: string, at: number) => string;
}

/** How the facts are had: from a live server, or in tests from a fixture. One catalog a question. */
export type ReadFacts = (asking: readonly Asking[]) => Promise<readonly Catalog[]>;

/**
 * Looks through the code for what a plan changes, with one catalog a change; `own` are the folders that hold the program's
 * own files. Null: there is nothing to look for.
 */
export type LookThrough = (plan: Plan, catalogs: readonly Catalog[], own: readonly string[]) => Promise<Scan | null>;

/**
 * Changes + catalogs -> plan -> files; writes nothing. Throws UserError or Refusal. What can be wrong with the options
 * is said before a connection is made. Without `look` no code is looked through.
 */
export async function makePlan(
  { wishes, settings, cwd, now }: Request,
  readFacts: ReadFacts,
  look?: LookThrough,
): Promise<Planned> {
  // What can be wrong with the values is said before a connection is made.
  for (const { kind, values } of wishes) kind.change(values);
  const repo = repoAt(cwd);
  const { format, directory, because } = findFormat(settings, repo);
  const present = listMigrations(cwd, directory, settings.directory === undefined);

  // What the plan is made with is loaded while the database answers.
  const [asked, { deployNotes }] = await Promise.all([
    gather(wishes, (some, changes) => readFacts(askingFor(some, changes, settings, look !== undefined))),
    import('../notes/notes.ts'),
    loadParser(),
    ...wishes.map(({ kind }) => kind.planner()),
  ]);
  for (const { catalog } of asked) refuseSlowTimeout(settings, catalog);
  const { sync, short, lockTimeoutMs, maxRuntimeSeconds, acknowledge, trackWriters, strategy, renameDependents } =
    settings;
  const command = commandLine(wishes, settings);
  const options: PlanOptions = {
    sync,
    short,
    lockTimeoutMs,
    maxRuntimeSeconds,
    acknowledge,
    trackWriters,
    strategy,
    renameDependents,
    command,
  };
  const made = await checkedPlan(() => planAll(asked, options));

  const folder = planFolder(settings.plans, made);
  if (!settings.force && !settings.dryRun) refuseExisting(cwd, folder);
  const earlier = settings.force ? earlierFiles(cwd, folder, directory) : { up: [], down: [] };
  const staged = settings.staged ?? format.capabilities.staged;
  const phases = staged ? made.phases.slice(0, 1).map(({ name }) => name) : undefined;
  const { files, sidecars, plan } = placed(made, format, { repo, directory, folder, present, earlier, now }, phases);
  const waiting = staged ? waitingFiles(plan, plan.phases.slice(1), folder) : [];
  const catalogs = asked.map(({ catalog }) => catalog);
  const scan = look === undefined ? null : await look(plan, catalogs, [directory, settings.plans]);
  const basis = staged ? [basisFile(folder, catalogs)] : [];
  const delivery: Delivery = {
    ...deliveryOf({ wishes, settings, options, format, directory }, waiting),
    staged,
    hashes: hashesOf([...files, ...waiting, ...basis]),
  };
  const stack = await stackHere(cwd, { name: settings.stack, format: format.name }, plan.target);
  const companions = [
    {
      path: join(folder, 'notes.md'),
      content: deployNotes(plan, files, scan === null ? null : { scan, catalogs }, waiting, stack),
    },
    { path: join(folder, 'plan.json'), content: jsonDocument(plan, files, { content: false, delivery, scan }) },
    ...fixFiles(folder, plan.fixes),
    ...waiting,
    ...basis,
  ];
  return { plan, format, because, directory, files, sidecars, waiting, delivery, folder, scan, companions };
}

function askingFor(
  wishes: readonly Wish[],
  changes: readonly Change[],
  settings: Settings,
  looking: boolean,
): Asking[] {
  return wishes.flatMap(({ kind, values }, place) => {
    const change = changes[place];
    if (change === undefined) return [];
    const rewrite = (correct: string, at: number): string =>
      commandLine(wishes.with(place, { kind, values: kind.corrected(values, correct, at) }), settings);
    return [{ question: { ...kind.asks(change), ...(looking ? { running: true as const } : {}) }, rewrite }];
  });
}

interface HandedOut extends Pick<Request, 'wishes' | 'settings'>, Pick<Planned, 'format' | 'directory'> {
  readonly options: PlanOptions;
}

/** What plan.json says of how the files are handed out. */
function deliveryOf(
  { wishes, settings, options, format, directory }: HandedOut,
  waiting: readonly OutputFile[],
): Omit<Delivery, 'staged' | 'hashes'> {
  return {
    format: format.name,
    directory,
    wishes: wishes.map(({ kind, values }) => ({ kind: kind.name, values: said(values) })),
    options,
    scan: settings.scan ?? null,
    stack: settings.stack ?? null,
    waiting: waiting.flatMap(({ phase, path }) => (phase === null ? [] : [{ phase, path }])),
  };
}

/** Without the fields that nobody filled in. */
const said = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  );

async function loadParser(): Promise<void> {
  const { loadSql } = await import('../sql/parse.ts');
  await loadSql();
}

// A wait for a lock that lasts until the deadlock check may make the application the victim.
function refuseSlowTimeout({ lockTimeoutMs }: Settings, { environment: { deadlockTimeoutMs } }: Catalog): void {
  if (lockTimeoutMs < deadlockTimeoutMs) return;
  throw new UserError(
    `the lock timeout of ${lockTimeoutMs}ms is not below the server's deadlock_timeout of ${deadlockTimeoutMs}ms, so a query of the application could be ended in our place`,
    {
      hint: `--lock-timeout ${Math.max(1, Math.floor(deadlockTimeoutMs / 2))}ms`,
    },
  );
}

interface Place {
  readonly repo: Repo;
  readonly directory: string;
  readonly folder: string;
  readonly present: readonly string[];
  readonly earlier: Earlier;
  readonly now: Date;
}

// --force writes the same plan into the same files: it takes their numbers again, and leaves none of them behind.
function placed(plan: Plan, format: Format, place: Place, phases: readonly PhaseName[] | undefined): PlacedFiles {
  const { repo, directory, folder, present, earlier, now } = place;
  const existing = present.filter((entry) => !earlier.up.includes(entry) && !earlier.down.includes(entry));
  const reuse = earlier.up.filter((entry) => present.includes(entry));
  const naming = { directory, existing, now, reuse, repo, ...(phases === undefined ? {} : { phases }) };
  const all = placeFiles(format, plan, naming, folder);
  const paths = [...all.files, ...all.sidecars].map(({ path }) => entryOf(directory, path));
  const left = reuse.filter((entry) => !paths.includes(entry));
  if (left.length === 0) return all;
  throw new UserError(`the plan was written before as other files (${left.join(', ')}), and nothing was written`, {
    hint: `remove those files from ${directory} if no database has run them, then ask again`,
  });
}
