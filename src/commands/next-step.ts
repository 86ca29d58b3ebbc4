import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { basisFile } from '../follow/basis-file.ts';
import { type Delivery, hashesOf, type Waiting } from '../follow/delivery.ts';
import { type Next, nextPhase } from '../follow/next.ts';
import { placeFiles } from '../follow/place-files.ts';
import { deliveryOf } from '../follow/refuse.ts';
import { listed, waitingFiles } from '../follow/waiting.ts';
import type { Format } from '../formats/index.ts';
import { repoAt } from '../formats/repo.ts';
import { allPlans, findPlan, type FoundPlan } from '../plan-file/find.ts';
import { jsonDocument } from '../report/json.ts';
import type { ListedFile, OutputFile } from '../types.ts';
import { type Entry, writeAll } from '../write.ts';
import { type Asking, askedToday, basisOf, presentMigrations, untouched } from './following.ts';
import { withDatabase } from './live.ts';
import { lookThrough } from './look-through.ts';
import { formatNamed } from './find-format.ts';
import { fixFiles } from './plan-folder.ts';
import { stackHere } from './stack-here.ts';

/** A phase on its way among the migrations, not yet written. */
export interface DeliveryStep extends Next {
  readonly format: Format;
  readonly folder: string;
  /** The migrations of the phase, in the order in which they run. */
  readonly files: readonly OutputFile[];
  readonly entries: readonly Entry[];
  /** Files that have no use any more. */
  readonly obsolete: readonly string[];
}

/** Makes the next phase of a plan. Throws UserError; exit code 1 when it has to wait. */
export async function stepOf(asking: Asking): Promise<DeliveryStep> {
  const { cwd } = asking;
  const found = chosen(asking);
  const delivery = deliveryOf(found);
  const format = formatNamed(delivery.format, join(found.folder, 'plan.json'));
  const { loadSql } = await import('../sql/parse.ts');
  await loadSql();
  return await withDatabase(asking, async (followed) => {
    const present = await presentMigrations(delivery, { format, cwd }, followed);
    const next = await nextPhase(found, {
      cwd,
      format,
      database: followed,
      read: () => askedToday(delivery, followed, found.plan.command),
      basis: () => basisOf(found, cwd),
    });
    return await laidOut(found, next, { format, present, asking });
  });
}

/** The plan that is named, else the only one of which a phase waits. */
function chosen({ cwd, plans, id }: Asking): FoundPlan {
  if (id !== undefined) return findPlan({ cwd, plans, id, command: 'plan next' });
  const all = allPlans({ cwd, plans });
  const open = all.filter(({ delivery, abandoned }) => abandoned === undefined && (delivery?.waiting.length ?? 0) > 0);
  const [only] = open;
  if (only === undefined && all.length > 1)
    throw new UserError(`no phase waits of the ${String(all.length)} plans in ${plans}`, {
      hint: 'plan status',
      exitCode: 1,
    });
  if (only === undefined || all.length === 1) return findPlan({ cwd, plans, id, command: 'plan next' });
  if (open.length === 1) return only;
  throw new UserError(`of ${String(open.length)} plans a phase waits: ${open.map(({ plan }) => plan.id).join(', ')}`, {
    hint: `plan next ${only.plan.id}`,
  });
}

interface Place {
  readonly format: Format;
  readonly present: readonly string[];
  readonly asking: Asking;
}

async function laidOut(found: FoundPlan, next: Next, { format, present, asking }: Place): Promise<DeliveryStep> {
  const { cwd, now, plans } = asking;
  const { folder } = found;
  const { phase, delivery, catalogs } = next;
  const naming = {
    directory: delivery.directory,
    existing: present,
    now,
    reuse: [],
    repo: repoAt(cwd),
    phases: [phase.name],
  };
  const { files, sidecars, plan } = placeFiles(format, next.plan, naming, folder);
  const later = plan.phases.filter(
    ({ name }) => name !== phase.name && delivery.waiting.some((each) => each.phase === name),
  );
  const waiting = waitingFiles(plan, later, folder);
  const kept = waiting.filter(({ path }) => !untouched(cwd, path, delivery));
  const basis = basisFile(folder, catalogs);
  const all = inOrder(found.files, files);
  const handed: Delivery = {
    ...delivery,
    waiting: waiting.flatMap(waits),
    hashes: { ...delivery.hashes, ...hashesOf([...files, ...waiting.filter((file) => !kept.includes(file)), basis]) },
  };
  const { look, gone } = lookAgain(delivery, cwd);
  const scan = look === undefined ? null : await look(plan, catalogs, [delivery.directory, plans]);
  const { deployNotes } = await import('../notes/notes.ts');
  const stack = await stackHere(cwd, { name: delivery.stack ?? undefined, format: format.name }, plan.target);
  const companions = [
    {
      path: join(folder, 'notes.md'),
      content: deployNotes(plan, all, scan === null ? null : { scan, catalogs }, waiting, stack),
    },
    { path: join(folder, 'plan.json'), content: jsonDocument(plan, all, { content: false, delivery: handed, scan }) },
    ...fixFiles(folder, plan.fixes),
    ...waiting.filter((file) => !kept.includes(file)),
    basis,
  ];
  const own = delivery.waiting.find((each) => each.phase === phase.name)?.path;
  const edited = own !== undefined && !untouched(cwd, own, delivery);
  return {
    ...next,
    plan,
    delivery: handed,
    format,
    folder,
    files,
    entries: [
      ...files,
      ...sidecars,
      ...companions.map((entry) => ({ ...entry, replaces: existsSync(resolve(cwd, entry.path)) })),
    ],
    obsolete: own === undefined || edited ? [] : [own],
    remarks: [...next.remarks, ...(edited ? [leftOut(own)] : []), ...gone],
  };
}

const leftOut = (path: string): string => `what was changed in ${path} by hand is not among the migrations`;

const waits = ({ phase, path }: OutputFile): Waiting[] => (phase === null ? [] : [{ phase, path }]);

/** What looks through the code as when the plan was made, and what is said where the directory has gone since. */
function lookAgain({ scan }: Delivery, cwd: string) {
  if (typeof scan !== 'string' || existsSync(resolve(cwd, scan)))
    return { look: lookThrough({ scan: scan ?? undefined }, cwd), gone: [] };
  return { look: undefined, gone: [`${scan} is not there any more, so the code was not looked through`] };
}

const up = ({ direction }: ListedFile): boolean => direction === 'up';
const down = ({ direction }: ListedFile): boolean => direction === 'down';

/** What takes a later phase back runs before what takes an earlier one back. */
function inOrder(before: readonly ListedFile[], added: readonly OutputFile[]): ListedFile[] {
  const fresh = added.map(listed);
  return [...before.filter(up), ...fresh.filter(up), ...fresh.filter(down), ...before.filter(down)];
}

/** Writes the phase and the plan's folder, all or nothing. */
export function writeStep({ entries, obsolete }: Pick<DeliveryStep, 'entries' | 'obsolete'>, cwd: string): void {
  writeAll(entries, { force: false, cwd });
  for (const path of obsolete) {
    try {
      rmSync(resolve(cwd, path), { force: true });
    } catch (error) {
      throw new UserError(`${path} is not needed any more and cannot be removed`, { hint: `rm ${path}`, cause: error });
    }
  }
}
