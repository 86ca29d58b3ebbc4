import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Ending, endingOf } from '../follow/abandon.ts';
import { hashesOf } from '../follow/delivery.ts';
import { placeFiles } from '../follow/place-files.ts';
import { deliveryOf } from '../follow/refuse.ts';
import type { Format } from '../formats/index.ts';
import { repoAt } from '../formats/repo.ts';
import { findPlan, type FoundPlan } from '../plan-file/find.ts';
import { jsonDocument } from '../report/json.ts';
import type { OutputFile } from '../types.ts';
import type { Entry } from '../write.ts';
import { type Asking, presentMigrations } from './following.ts';
import { withDatabase } from './live.ts';
import { formatNamed } from './find-format.ts';

/** The end of a plan, not yet written. */
export interface PlanEnd extends Ending {
  readonly found: FoundPlan;
  readonly format: Format;
  readonly files: readonly OutputFile[];
  readonly entries: readonly Entry[];
}

/** Makes the migration that ends a plan. Throws UserError; exit code 1 when it cannot be ended now. */
export async function endOf({ cwd, now, plans, id, ...source }: Asking): Promise<PlanEnd> {
  const found = findPlan({ cwd, plans, id, command: 'plan abandon' });
  const delivery = deliveryOf(found);
  const format = formatNamed(delivery.format, join(found.folder, 'plan.json'));
  const { loadSql } = await import('../sql/parse.ts');
  await loadSql();
  return await withDatabase(source, async (followed) => {
    const existing = await presentMigrations(delivery, { format, cwd }, followed);
    const ending = await endingOf(found, { cwd, format, database: followed });
    const { directory } = delivery;
    const plan = { ...found.plan, phases: [ending.phase] };
    const naming = { directory, existing, now, reuse: [], repo: repoAt(cwd) };
    const { files, sidecars } = placeFiles(format, plan, naming, found.folder);
    const handed = { ...delivery, hashes: { ...delivery.hashes, ...hashesOf(files) } };
    const path = join(found.folder, 'plan.json');
    const content = jsonDocument(found.plan, [...found.files, ...files], {
      content: false,
      delivery: handed,
      abandoned: ending.phase,
      scan: found.scan ?? null,
    });
    const entries = [...files, ...sidecars, { path, content, replaces: existsSync(resolve(cwd, path)) }];
    return { ...ending, found, format, files: files.filter(({ direction }) => direction === 'up'), entries };
  });
}
