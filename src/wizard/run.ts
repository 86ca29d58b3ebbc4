import type { Wish } from '../changes/kind.ts';
import { commandLine, shellWord } from '../commands/command-line.ts';
import type { Planned } from '../commands/make-plan.ts';
import { printPlan, writePlan } from '../commands/plan.ts';
import { rootOf } from '../commands/settings-here.ts';
import type { Settings } from '../commands/settings.ts';
import { UserError } from '../errors.ts';
import { paintFor } from '../report/paint.ts';
import { preview } from '../report/preview.ts';
import { written } from '../report/terminal.ts';
import { wrapped } from '../report/text.ts';
import { type Asker, Back } from './asker.ts';
import type { Try } from './checks.ts';
import { type Reached, reach, surveys } from './connection.ts';
import { askFormat } from './format.ts';
import { cut } from './entries.ts';
import { askKind, askTable, askThing, WIDEST } from './picking.ts';
import { fault, planning, type Planning } from './planning.ts';
import { askValues } from './questions.ts';
import { rewindable } from './rewind.ts';
import { askStaged } from './staged.ts';
import { told } from './told.ts';
import { askWays } from './ways.ts';

const greeting = (back: string): string =>
  `${wrapped(`Some questions lead to a plan. ${back} goes back, Ctrl-C leaves; nothing is written before the last answer.`)}\n\n`;

/** Of a terminal, without the indent. */
const WIDTH = 78;

/** What the answers lead to. */
interface Outcome {
  readonly planned: Planned;
  readonly settings: Settings;
  readonly command: string;
  readonly reached: Reached;
  readonly write: boolean;
}

/**
 * Asks for a change, shows what would be written and the command that does the same, and writes it. Throws UserError as the command
 * would, and inquirer's ExitPromptError for Ctrl-C; until the last answer nothing is written.
 */
export async function runWizard(settings: Settings, given?: Asker): Promise<void> {
  const asker = given ?? (await terminalAsker());
  const quiet = settings.json;
  try {
    if (!quiet) asker.say(greeting(asker.back));
    const talk = conversation(settings, rootOf(settings));
    const outcome = await rewindable(asker, talk);
    if (!outcome.write) asker.say('Nothing was written.');
    else if (settings.dryRun || settings.json || settings.yes) finish(outcome, asker);
    else {
      writePlan(outcome.planned, outcome.settings, rootOf(settings));
      asker.say(['', ...written(outcome.planned, paintFor(process.stdout, process.env))].join('\n'));
    }
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') asker.say('\nNothing was written.');
    throw error;
  }
}

async function terminalAsker(): Promise<Asker> {
  if (process.env['TERM'] === 'dumb') return (await import('./lines.ts')).lineAsker;
  return (await import('./inquirer.ts')).inquirerAsker;
}

function finish({ planned, settings, command, reached }: Outcome, asker: Asker): void {
  if (!settings.dryRun) writePlan(planned, settings, rootOf(settings));
  printPlan(planned, settings);
  if (!settings.json) asker.say(`\n${oneLine(command, reached)}`);
}

function conversation(settings: Settings, cwd: string): (asker: Asker) => Promise<Outcome> {
  const open = surveys();
  const now = new Date();
  const plannings = new Map<string | undefined, Planning>();
  return async (asker) => {
    const reached = await reach(settings, asker, { env: process.env, cwd, open });
    const known = plannings.get(reached.database) ?? planning(reached.database, cwd, now);
    plannings.set(reached.database, known);
    const wishes = await askWishes(reached, settings, { asker, planning: known });
    try {
      const asking = { wishes, planning: known, cwd, asker };
      const chosen = await askStaged(await askFormat(await askWays(settings, asking), cwd, asker), asking);
      return await last(wishes, await known.plan(wishes, chosen), { settings: chosen, reached, asker });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // As the command line says it; there is always an answer before it that can be changed.
      asker.say(told(error, paintFor(process.stdout, process.env)));
      throw new Back();
    }
  };
}

/** One change, and as many more of the same table as are wanted. */
async function askWishes(
  { survey }: Reached,
  settings: Settings,
  { asker, planning: known }: { asker: Asker; planning: Planning },
): Promise<Wish[]> {
  const wishes: Wish[] = [];
  const table = await askTable('Which table?', survey, asker);
  for (;;) {
    const thing = await askThing(table, survey, asker);
    const kind = await askKind(thing, asker);
    const parts = await survey.parts(table);
    const whole: Try = (values, isLast) => fault(known, [...wishes, { kind, values }], { settings, last: isLast });
    wishes.push({ kind, values: await askValues({ kind, thing, parts, survey, asker, whole }) });
    if (!(await asker.confirm(`Another change of ${cut(table.name, WIDEST)} in the same plan?`, false))) return wishes;
  }
}

async function last(
  wishes: readonly Wish[],
  planned: Planned,
  { settings, reached, asker }: { settings: Settings; reached: Reached; asker: Asker },
): Promise<Outcome> {
  const command = commandLine(wishes, settings);
  const outcome = { planned, settings, command, reached };
  if (settings.dryRun || settings.json || settings.yes) return { ...outcome, write: true };
  const text = `${preview(planned, paintFor(process.stdout, process.env))}${oneLine(command, reached)}`;
  asker.say(text);
  const count = planned.files.length + planned.sidecars.length + planned.companions.length;
  asker.say(wrapped(`${count} files for ${planned.directory} and ${planned.folder}.${above(text)}`));
  return { ...outcome, write: await asker.confirm(`Write these ${count} files?`, true) };
}

/** Where a text begins that is longer than the screen. */
function above(text: string): string {
  const lines = text.split('\n').length;
  return lines + LAST_LINES > process.stdout.rows ? ` What they do begins ${lines} lines further up.` : '';
}

/** What stands below the preview: the files, and whether to write them. */
const LAST_LINES = 3;

/** The command; where it is longer than a line, it goes on behind a backslash, as a shell reads it. */
function oneLine(command: string, { words, secret }: Reached): string {
  const more = words.map(shellWord).join(' ');
  const fits = more === '' || command.length + 1 + more.length <= WIDTH;
  const line = fits ? `${command} ${more}`.trimEnd() : `${command} \\\n    ${more}`;
  const apart = secret ? `\n${wrapped('The password is left out of it: PGPASSWORD or ~/.pgpass can hold it.')}` : '';
  return `The same in one line:\n  ${line}${apart}\n\n`;
}
