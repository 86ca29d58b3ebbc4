import { existsSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { nearestConfig, CONFIG_NAME } from '../config/file.ts';
import { UserError } from '../errors.ts';
import { isTerminal, print } from '../report/print.ts';
import { wrapped } from '../report/text.ts';
import { settledPlace } from '../wizard/place.ts';
import { writeAll } from '../write.ts';
import { type Chosen, type Initial, initialSettings, type Typed } from './initial.ts';
import { defaults } from './settings.ts';

/** What `plan init` was given: the settings of the file by their names, and how to go about it. */
export interface InitOptions {
  readonly dir?: string;
  readonly config?: string;
  readonly scan?: string | boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly [name: string]: string | boolean | undefined;
}

/** Writes a file of settings, after showing it and in a terminal after asking. Throws UserError when there is one, and when it cannot be written. */
export async function runInit(options: InitOptions): Promise<void> {
  const { config = CONFIG_NAME, dryRun, json, yes, force = false } = options;
  const cwd = process.cwd();
  if (dryRun !== true && !force) refuseAnother(cwd, config);
  const root = dirname(resolve(cwd, config));
  const typed = typedIn(options, (path) => (isAbsolute(path) ? path : relative(root, resolve(cwd, path)) || '.'));
  const asks = isTerminal() && yes !== true && json !== true && dryRun !== true;
  const initial = initialSettings(root, config, typed, asks ? await chosenPlace(root, typed) : undefined);
  const content = `${JSON.stringify(initial.settings, null, 2)}\n`;
  if (json !== true) print(shown(initial, content));
  const written = dryRun !== true && (!asks || (await agreed(config)));
  if (written) write(config, content, force, cwd);
  if (json === true) print(JSON.stringify({ ...initial, written }, null, 2));
  else
    print(
      written
        ? `\nWrote ${config}.\n\nNext\n  plan rename users.full_name display_name --dry-run`
        : '\nNothing was written.',
    );
}

/** A second file below another would hide it. */
function refuseAnother(cwd: string, config: string): void {
  if (existsSync(resolve(cwd, config)))
    throw new UserError(`${config} exists already, and nothing was written`, {
      hint: 'edit it, or add --force to write it anew',
    });
  const above = config === CONFIG_NAME ? nearestConfig(cwd) : null;
  if (above === null) return;
  throw new UserError(`${relative(cwd, above)} counts here already, and nothing was written`, {
    hint: 'edit it, or add --force to write one for this folder, in which that one no longer counts',
  });
}

/** Names of settings that hold a path. */
const PATHS = new Set(['directory', 'plans', 'templates', 'scan']);

function typedIn({ dir, scan, ...rest }: InitOptions, placed: (path: string) => string): Typed {
  const given = { ...rest, directory: dir, scan: scan === false ? 'false' : scan };
  return Object.fromEntries(
    Object.entries(given)
      .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
      .map(([name, text]) => [name, PATHS.has(name) && text.trim() !== '' && text !== 'false' ? placed(text) : text]),
  );
}

async function chosenPlace(root: string, { format, directory }: Typed): Promise<Chosen | undefined> {
  const before = { ...defaults, format, directory };
  const chosen = await settledPlace(before, root, async () => (await import('../wizard/inquirer.ts')).inquirerAsker);
  return chosen === before ? undefined : { format: chosen.format, directory: chosen.directory };
}

async function agreed(file: string): Promise<boolean> {
  const { inquirerAsker } = await import('../wizard/inquirer.ts');
  return await inquirerAsker.confirm(`Write ${file}?`, true);
}

function write(config: string, content: string, force: boolean, cwd: string): void {
  try {
    writeAll([{ path: config, content }], { force, cwd });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message, {
      hint: 'plan init --config FILE writes it elsewhere, and plan init --dry-run only prints it',
      cause: error,
    });
  }
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
