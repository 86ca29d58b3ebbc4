import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { connectionIn, type Found, type FoundTool, templatesIn, toolsIn } from '../config/detect.ts';
import { CONFIG_NAME, statedIn } from '../config/file.ts';
import { keys } from '../config/keys.ts';
import { UserError } from '../errors.ts';
import { formats } from '../formats/index.ts';
import { repoAt } from '../formats/repo.ts';
import { isTerminal, print } from '../report/print.ts';
import { wrapped } from '../report/text.ts';
import { writeAll } from '../write.ts';
import { defaults } from './settings.ts';

/** What was typed for the settings of the file, by their names. */
type Typed = Readonly<Record<string, string | undefined>>;

/** A file of settings that may be written. */
export interface Initial {
  readonly file: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Why each of them is what it is. */
  readonly because: Readonly<Record<string, string>>;
}

interface InitOptions {
  readonly dir?: string;
  readonly config?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly [name: string]: string | boolean | undefined;
}

/** Adds `plan init` to the command tree. */
export function addInit(root: Command): void {
  const summary = 'write a file of settings for this repository';
  const command = root
    .command('init')
    .summary(summary)
    .description(
      `${summary}\n\nIt looks at what lies in the working directory: the files of a migration tool, the\nvariables that .env names (never their values). Flags beat the environment, the\nenvironment beats the file.`,
    )
    .allowExcessArguments(false)
    .option('--format <tool>', 'the migration tool (default: detected)')
    .option('--dir <dir>', 'where the migrations lie (default: detected)')
    .option('--plans <dir>', `where the notes and the plan are written (default: ${defaults.plans})`)
    .option('--connection <variable>', 'the NAME of the variable with the URL of the database (default: detected)')
    .option('--lock-timeout <time>', 'longest wait for a lock that blocks others (default: 100ms)')
    .option('--max-runtime <time>', 'stop the backfill after so long (default: no limit)')
    .addOption(new Option('--sync <how>', 'what keeps the old and the new equal').choices(['trigger', 'app']))
    .option('--templates <dir>', 'your own templates (default: detected)')
    .option('--config <file>', `the file to write (default: ${CONFIG_NAME})`)
    .option('--dry-run', 'print the file, write nothing')
    .option('--json', 'print one JSON document')
    .option('--yes', 'do not ask before writing')
    .option('--force', 'replace a file that exists already')
    .addHelpText(
      'after',
      '\nExamples:\n  plan init\n  plan init --dry-run\n  plan init --format golang-migrate --connection MIGRATIONS_DATABASE_URL --yes',
    );
  command.action(() => runInit(command.opts<InitOptions>()));
}

async function runInit({
  dir,
  config = CONFIG_NAME,
  dryRun,
  json,
  yes,
  force = false,
  ...rest
}: InitOptions): Promise<void> {
  const cwd = process.cwd();
  const typed = Object.fromEntries(
    Object.entries({ ...rest, directory: dir }).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
  if (dryRun !== true && !force && existsSync(resolve(cwd, config)))
    throw new UserError(`${config} exists already, and nothing was written`, {
      hint: 'edit it, or add --force to write it anew',
    });
  const asks = isTerminal() && yes !== true && json !== true && dryRun !== true;
  const initial = initialSettings(cwd, config, typed, asks ? await chosenTool(cwd, typed) : undefined);
  const content = `${JSON.stringify(initial.settings, null, 2)}\n`;
  if (json !== true) print(shown(initial, content));
  const written = dryRun !== true && (!asks || (await agreed(config)));
  if (written) writeAll([{ path: config, content }], { force, cwd });
  if (json === true) print(JSON.stringify({ ...initial, written }, null, 2));
  else
    print(
      written
        ? `\nWrote ${config}.\n\nNext\n  plan rename users.full_name display_name --dry-run`
        : '\nNothing was written.',
    );
}

/**
 * The settings that suit a directory, and by what evidence. Throws UserError when a value that was typed cannot be, and when there
 * are two migration tools and none was named.
 */
export function initialSettings(cwd: string, file: string, typed: Typed, tool?: string): Initial {
  const repo = repoAt(cwd);
  const format = typed['format'] === undefined && tool === undefined ? onlyTool(toolsIn(repo)) : undefined;
  const named = formats.find(({ name }) => name === (typed['format'] ?? tool ?? format?.value));
  const place = placeOf(cwd, format ?? toolsIn(repo).find(({ value }) => value === named?.name), named?.directory);
  const detected: Readonly<Record<string, Found | null>> = {
    format: format ?? (tool === undefined ? null : { value: tool, because: 'you chose it' }),
    directory: place,
    plans: { value: defaults.plans, because: 'the default' },
    connection: connectionIn(repo),
    lockTimeout: { value: `${String(defaults.lockTimeoutMs)}ms`, because: 'the default' },
    templates: templatesIn(repo),
  };
  const found = keys.flatMap(({ name, flag }): [string, Found][] => {
    const value = typed[name];
    const one =
      value === undefined
        ? detected[name]
        : { value, because: `${name === 'connection' ? '--connection' : flag} said so` };
    return one === null || one === undefined ? [] : [[name, one]];
  });
  const settings = Object.fromEntries(found.map(([name, { value }]) => [name, value]));
  // What would be refused when it is read is refused before it is written.
  statedIn(JSON.stringify(settings), file);
  return { file, settings, because: Object.fromEntries(found.map(([name, { because }]) => [name, because])) };
}

function onlyTool(tools: readonly FoundTool[]): FoundTool {
  const [first, ...others] = tools;
  if (first === undefined) return { value: 'plain', because: 'no migration tool was recognised', directory: '' };
  if (others.length === 0) return first;
  throw new UserError(
    `this repository may use ${tools.map(({ value, because }) => `${value} (${because})`).join(' or ')}`,
    { hint: `plan init --format ${first.value}` },
  );
}

// A directory that is not there would have to be made before the first plan; the tool's own place need not be.
function placeOf(cwd: string, tool: FoundTool | undefined, own: string | null | undefined): Found | null {
  const there = [tool?.directory ?? '', own ?? ''].find((each) => each !== '' && existsSync(resolve(cwd, each)));
  return there === undefined ? null : { value: there, because: 'it is there' };
}

async function chosenTool(cwd: string, typed: Typed): Promise<string | undefined> {
  const tools = toolsIn(repoAt(cwd));
  if (typed['format'] !== undefined || tools.length < 2) return undefined;
  const { inquirerAsker } = await import('../wizard/inquirer.ts');
  return await inquirerAsker.choose(
    'Which migration tool?',
    tools.map(({ value, because }) => ({ value, name: value, detail: because })),
  );
}

async function agreed(file: string): Promise<boolean> {
  const { inquirerAsker } = await import('../wizard/inquirer.ts');
  return await inquirerAsker.confirm(`Write ${file}?`, true);
}

const shown = ({ file, because }: Initial, content: string): string =>
  [
    file,
    content,
    'Why',
    ...Object.entries(because).map(([name, why]) =>
      wrapped(why, { first: `  ${name.padEnd(12)} `, indent: ' '.repeat(15) }),
    ),
  ].join('\n');
