import { relative } from 'node:path';
import type { Wish } from '../changes/kind.ts';
import { jsonDocument } from '../report/json.ts';
import { paintFor } from '../report/paint.ts';
import { isTerminal, print, printAside } from '../report/print.ts';
import { contents, summary } from '../report/terminal.ts';
import { writeAll } from '../write.ts';
import { settledPlace } from '../wizard/place.ts';
import { factsFor } from './live.ts';
import { lookThrough } from './look-through.ts';
import { makePlan, type Planned } from './make-plan.ts';
import { withTeamTemplates } from './team-templates.ts';
import { rootOf } from './settings-here.ts';
import type { Settings } from './settings.ts';

/** Makes a plan from a database or a schema dump, writes it unless it is a dry run, and prints what was done. Throws UserError. */
export async function runPlan(wishes: readonly Wish[], given: Settings): Promise<void> {
  const settings = await chosen(given, rootOf(given));
  const request = { wishes, settings, cwd: rootOf(settings), now: new Date() };
  const planned = await withTeamTemplates(settings, () =>
    makePlan(request, factsFor(settings), lookThrough(settings, request.cwd)),
  );
  if (!settings.dryRun) writePlan(planned, settings, request.cwd);
  printPlan(planned, settings);
  const root = relative(process.cwd(), request.cwd);
  if (root !== '' && !settings.json)
    printAside(`The paths are from ${root}, where ${settings.config?.name ?? 'the file of settings'} lies.`);
}

/** Where the repository shows several tools or places, a person at a terminal is asked. */
async function chosen(settings: Settings, cwd: string): Promise<Settings> {
  if (!isTerminal() || settings.json || settings.yes) return settings;
  return await settledPlace(settings, cwd, async () => (await import('../wizard/inquirer.ts')).inquirerAsker);
}

/** Writes the migrations and the plan's folder, all or nothing. */
export function writePlan({ files, sidecars, companions }: Planned, { force }: Settings, cwd: string): void {
  writeAll([...files, ...sidecars, ...companions], { force, cwd });
}

/** Prints the summary, the contents of a dry run, or the JSON document. */
export function printPlan(planned: Planned, { json, dryRun }: Settings): void {
  const paint = paintFor(process.stdout, process.env);
  const { plan, files, delivery, scan } = planned;
  if (json) print(jsonDocument(plan, files, { content: dryRun, delivery, scan }));
  else
    print(
      dryRun
        ? `${contents(planned, paint)}\n${summary(planned, { paint, dryRun })}`
        : summary(planned, { paint, dryRun }),
    );
}
