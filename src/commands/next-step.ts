import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UserError } from '../errors.ts';
import { basisFile } from '../follow/basis-file.ts';
import { type Delivery, hashesOf } from '../follow/delivery.ts';
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
  const { cwd, database } = asking;
  const found = chosen(asking);
  const delivery = deliveryOf(found);
  const format = formatNamed(delivery.format);
  const { loadSql } = await import('../sql/parse.ts');
  await loadSql();
  return await withDatabase(database, async (followed) => {
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
    ({ name }) => name !== phase.name && delivery.waiting.some((waits) => waits.phase === name),
  );
  const waiting = waitingFiles(plan, later, folder);
  const kept = waiting.filter(({ path }) => !untouched(cwd, path, delivery));
  const basis = basisFile(folder, catalogs);
  const all = inOrder(found.files, files);
  const handed: Delivery = {
    ...delivery,
    waiting: waiting.flatMap(({ phase: name, path }) => (name === null ? [] : [{ phase: name, path }])),
    hashes: { ...without(delivery, kept), ...hashesOf([...files, ...waiting, basis]) },
  };
  const look = lookThrough({ scan: delivery.scan ?? undefined }, cwd);
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
  const own = delivery.waiting.find((waits) => waits.phase === phase.name)?.path;
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
    remarks: edited
      ? [...next.remarks, `what was changed in ${own} by hand is not among the migrations`]
      : next.remarks,
  };
}

/** The hashes of what stays as a person has changed it are those of what was written. */
function without({ hashes }: Delivery, kept: readonly OutputFile[]): Record<string, string> {
  return Object.fromEntries(Object.entries(hashes).filter(([path]) => !kept.some((file) => file.path === path)));
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
  for (const path of obsolete) rmSync(resolve(cwd, path), { force: true });
}
