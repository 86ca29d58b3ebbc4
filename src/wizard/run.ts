import { kinds } from '../changes/index.ts';
import { commandLine, shellWord } from '../commands/command-line.ts';
import { liveFacts } from '../commands/live.ts';
import { lookThrough } from '../commands/look-through.ts';
import { makePlan } from '../commands/make-plan.ts';
import { printPlan, writePlan } from '../commands/plan.ts';
import { rootOf } from '../commands/settings-here.ts';
import type { Settings } from '../commands/settings.ts';
import { withTeamTemplates } from '../commands/team-templates.ts';
import { paintFor } from '../report/paint.ts';
import { summary } from '../report/terminal.ts';
import { wrapped } from '../report/text.ts';
import type { Asker } from './asker.ts';
import { reach, urlToShow } from './connection.ts';
import { inquirerAsker } from './inquirer.ts';
import { settledPlace } from './place.ts';
import { askKind, askValues } from './questions.ts';

/**
 * Asks for a change, shows what would be written, writes it, and prints the command that does the same. Throws
 * UserError as the command would, and inquirer's ExitPromptError for Ctrl-C; until the last answer nothing is written.
 */
export async function runWizard(given: Settings, asker: Asker = inquirerAsker): Promise<void> {
  const settings = await settledPlace(given, process.cwd(), async () => asker);
  const kind = await askKind(kinds, asker);
  const { database, listing, asked } = await reach(settings.database, asker, process.env);
  const values = await askValues(kind, listing, asker).finally(() => listing.close());

  const wishes = [{ kind, values }];
  const request = { wishes, settings, cwd: rootOf(settings), now: new Date() };
  const planned = await withTeamTemplates(settings, () =>
    makePlan(request, liveFacts(database), lookThrough(settings, request.cwd)),
  );
  const shownDatabase =
    database !== undefined && (asked || settings.database !== undefined) ? ['--database', urlToShow(database)] : [];
  const command = [commandLine(wishes, settings), ...shownDatabase.map(shellWord)].join(' ');

  if (settings.dryRun || settings.json || settings.yes) {
    if (!settings.dryRun) writePlan(planned, settings, request.cwd);
    printPlan(planned, settings);
  } else {
    asker.say(summary(planned, { paint: paintFor(process.stdout, process.env), dryRun: true }));
    const files = planned.files.length + planned.sidecars.length + planned.companions.length;
    if (!(await asker.confirm(`Write these ${files} files to ${planned.directory} and ${planned.folder}?`, true))) {
      asker.say('Nothing was written.');
      return;
    }
    writePlan(planned, settings, request.cwd);
    printPlan(planned, settings);
  }
  if (!settings.json) asker.say(`\n${wrapped('The same in one line:')}\n  ${command}`);
}
