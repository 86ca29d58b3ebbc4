import type { Asked } from '../changes/kind.ts';
import { UserError } from '../errors.ts';
import { basisFile, readBasis } from '../follow/basis-file.ts';
import { type Delivery, hashOf } from '../follow/delivery.ts';
import { fileState } from '../follow/files.ts';
import { newerThanAll } from '../follow/version-order.ts';
import { listMigrations } from '../formats/directory.ts';
import type { Format } from '../formats/index.ts';
import { repoAt } from '../formats/repo.ts';
import { gather } from '../planning.ts';
import type { FoundPlan } from '../plan-file/find.ts';
import type { Catalog } from '../types.ts';
import { kindCalled } from './kind-called.ts';
import type { Followed, Source } from './live.ts';

/** What every command says that follows a plan. */
export interface Asking extends Source {
  readonly cwd: string;
  readonly now: Date;
  readonly plans: string;
  readonly id: string | undefined;
}

/** The changes of a plan with the catalogs of today. Throws UserError like reading them for the first time. */
export async function askedToday(
  { wishes, scan }: Delivery,
  { readFacts }: Followed,
  command: string,
): Promise<readonly Asked[]> {
  const asked = wishes.map(({ kind, values }) => ({ kind: kindCalled(kind), values }));
  return await gather(asked, (some, changes) =>
    readFacts(
      some.flatMap(({ kind }, at) => {
        const change = changes[at];
        if (change === undefined) return [];
        const running = scan === false ? {} : { running: true as const };
        return [{ question: { ...kind.asks(change), ...running }, rewrite: () => command }];
      }),
    ),
  );
}

/** The catalogs that a plan was made from. Throws UserError when their file was changed by hand. */
export function basisOf({ folder, delivery }: FoundPlan, cwd: string): readonly Catalog[] {
  const catalogs = readBasis(cwd, folder);
  // Written again from what was read: a formatter of the team may have laid it out anew.
  const { path, content } = basisFile(folder, catalogs);
  const written = delivery?.hashes[path];
  if (written === undefined || written === hashOf(content)) return catalogs;
  throw new UserError(`${path} was edited by hand, so it is not known what the plan was made from`, {
    hint: `git checkout -- ${path}`,
  });
}

/** What lies among the migrations. Throws UserError when the directory has gone, or when the database has run newer ones than it holds. */
export async function presentMigrations(
  { directory }: Delivery,
  { format, cwd }: { readonly format: Format; readonly cwd: string },
  { history }: Followed,
): Promise<readonly string[]> {
  const present = listMigrations(cwd, directory, false);
  const rows = format.history === null ? null : await history(format.history);
  if (format.history === null || rows === null) return present;
  const { version } = format.history;
  const repo = repoAt(cwd);
  const own = present.map((path) => version({ path, directory, repo }));
  const unknown = newerThanAll(rows, own);
  if (unknown === undefined) return present;
  throw new UserError(
    `the database has run ${unknown}, which is newer than all that lies in ${directory}: the repository is behind`,
    { hint: 'pull what ran it, or look at another database with --database', exitCode: 1 },
  );
}

/** Whether a file can be written over without losing what a person has written: it is as it was written here, or not there. */
export function untouched(cwd: string, path: string, { hashes }: Delivery): boolean {
  const { state } = fileState(cwd, path, hashes);
  return state === 'as written' || state === 'missing';
}
