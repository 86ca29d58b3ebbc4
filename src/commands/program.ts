import { Command } from 'commander';
import { kinds } from '../changes/index.ts';
import type { Kind } from '../changes/kind.ts';
import { UserError } from '../errors.ts';
import { print } from '../report/print.ts';
import { version } from '../version.ts';
import { addChanges } from './changes.ts';
import { AND, flagOf, shellWord } from './command-line.ts';
import { addDemo } from './demo.ts';
import { addExplain } from './explain.ts';
import { addAbandon } from './abandon.ts';
import { addNext } from './next.ts';
import { addCompletion } from './completion.ts';
import { addInit } from './init.ts';
import { addPr } from './pr.ts';
import { addOptions, flagsOf, ownOptions, settingsOf } from './options.ts';
import type { TypedFlags } from './settings-here.ts';
import { addStatus } from './status.ts';
import type { Settings } from './settings.ts';

/** Examples at the end of the help, one a kind. */
const SHOWN_EXAMPLES = 4;

/**
 * The command tree, built from what the kinds declare; `write` takes the help. Throws CommanderError for bad usage,
 * and for help that was asked for (exit code 0).
 */
export function program(write: (text: string) => void = print): Command {
  const root = new Command('plan')
    .description(
      'Safe PostgreSQL migrations from one command: expand, backfill, contract.\nWithout a command, in a terminal, it asks.',
    )
    .usage('[options] [command]')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureHelp({
      helpWidth: 80,
      // Their arguments stand in their own help: there are too many of them for one screen.
      subcommandTerm: (command) => command.name(),
    })
    // Errors are said in one place, by main.
    .configureOutput({ writeOut: write, outputError: () => undefined });
  for (const kind of kinds) addKind(root, kind);
  addChanges(root, examples);
  addDemo(root);
  addPr(root);
  addStatus(root, examples);
  addNext(root, examples);
  addAbandon(root, examples);
  addExplain(root);
  addInit(root);
  addCompletion(root);
  addList(root, 'kinds', 'list the kinds of change');
  addList(root, 'formats', 'list the migration tools');
  return root.addHelpText(
    'after',
    examples([
      ...kinds.slice(0, SHOWN_EXAMPLES).flatMap((kind) => kind.examples.slice(0, 1)),
      `plan rename users.full_name display_name ${AND} set-not-null users.email`,
      'plan kinds',
      ...kinds.slice(0, 1).map((kind) => `plan ${kind.name} --help`),
    ]),
  );
}

/** The options of the wizard, from a command line without a command. Throws CommanderError for an unknown one. */
export function wizardOptions(args: readonly string[]): Settings {
  const command = addOptions(
    new Command('plan').exitOverride().configureOutput({ writeOut: print, outputError: () => undefined }),
    ownOptions,
  );
  command.allowExcessArguments(false).parse([...args], { from: 'user' });
  const settings = settingsOf(command);
  if (settings.schema === undefined) return settings;
  throw new UserError('the questions are asked about a live database; --schema needs a command', {
    hint: `${kinds[0]?.examples[0] ?? 'plan rename table.column new_name'} --schema ${shellWord(settings.schema)}`,
  });
}

/** What a command line says after the name of the kind. Throws CommanderError for bad usage. */
export function parsedWords(
  kind: Kind,
  words: readonly string[],
): { values: Record<string, unknown>; flags: TypedFlags } {
  const command = described(
    new Command(kind.name).exitOverride().configureOutput({ outputError: () => undefined }),
    kind,
  );
  command.parse([...words], { from: 'user' });
  return { values: valuesOf(kind, command), flags: flagsOf(command) };
}

function addKind(root: Command, kind: Kind): void {
  const command = described(root.command(kind.name), kind);
  command.action(async () => {
    const { runPlan } = await import('./plan.ts');
    await runPlan([{ kind, values: valuesOf(kind, command) }], settingsOf(command, kind.options));
  });
}

function described(command: Command, kind: Kind): Command {
  command.summary(kind.summary).description(`${kind.summary}\n\n${kind.why}`).allowExcessArguments(false);
  for (const field of kind.fields) {
    if (field.as === 'argument') command.argument(field.placeholder, field.help);
    else
      command.option(
        field.type === 'flag' ? flagOf(field.name) : `${flagOf(field.name)} ${field.placeholder}`,
        field.help,
      );
  }
  return addOptions(command, kind.options).addHelpText('after', examples(kind.examples));
}

function valuesOf(kind: Kind, command: Command): Record<string, unknown> {
  // A variadic argument arrives as a list.
  const given = command.processedArgs.values();
  const options = command.opts<Record<string, unknown>>();
  return Object.fromEntries(
    kind.fields.map(({ name, as }) => [name, as === 'argument' ? given.next().value : optionOf(options, name)]),
  );
}

/** Commander takes `--no-archive` for the absence of an option called `archive`. */
function optionOf(options: Readonly<Record<string, unknown>>, name: string): unknown {
  const negated = /^no([A-Z].*)$/.exec(name)?.[1];
  if (negated === undefined) return options[name];
  return options[negated.replace(/^./, (first) => first.toLowerCase())] === false;
}

function addList(root: Command, name: 'kinds' | 'formats', summary: string): void {
  const command = root
    .command(name)
    .summary(summary)
    .description(summary)
    .option('--json', 'print one JSON document')
    .allowExcessArguments(false);
  command.addHelpText('after', examples([`plan ${name}`, `plan ${name} --json`])).action(async () => {
    const { runList } = await import('./list.ts');
    runList(name, command.opts<{ json?: boolean }>().json === true);
  });
}

function examples(lines: readonly string[]): string {
  return ['', 'Examples:', ...lines.map((line) => `  ${line}`)].join('\n');
}
