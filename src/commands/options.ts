import { type Command, Option } from 'commander';
import type { OwnOption } from '../changes/kind.ts';
import { UserError } from '../errors.ts';
import { parseServerVersion } from '../schema/version.ts';
import { NO_STACK, stackNamed } from '../stacks/use.ts';
import { parseLockTimeout, parseMaxRuntime } from '../times.ts';
import type { Flags } from './settings-from.ts';
import { settingsHere, type TypedFlags } from './settings-here.ts';
import type { Settings } from './settings.ts';

/** Options that not every kind has, by what they are in PlanOptions. */
const OWN: Readonly<Record<OwnOption, () => Option>> = {
  sync: () =>
    new Option(
      '--sync <how>',
      'what keeps the old and the new equal: a trigger, or your code (default: trigger)',
    ).choices(['trigger', 'app']),
  short: () =>
    new Option('--short', 'with --sync app: two deploys of code, not three; it can lose writes, the notes say which'),
  acknowledge: () =>
    new Option(
      '--acknowledge <function>',
      'you have read this function and will change it (may be repeated)',
    ).argParser(collected),
  strategy: () =>
    new Option(
      '--strategy <how>',
      "rename a column by a second one, or in place behind a view in the table's place (default: column)",
    ).choices(['column', 'view']),
  renameDependents: () =>
    new Option(
      '--rename-dependents',
      "a table's sequences, indexes and constraints that carry its name take the new one along",
    ),
};

/** One of them, as commander has it. */
export const ownOption = (name: OwnOption): Option => OWN[name]();

/** All of them: what the wizard takes before it knows the kind. */
export const ownOptions = Object.keys(OWN) as OwnOption[];

/** Adds the options of a planning command: those of every kind, and those that this one has besides. */
export function addOptions(command: Command, own: readonly OwnOption[]): Command {
  command
    .option(
      '--database <url>',
      'the database to read (else DATABASE_URL, else PGHOST and the other PG variables)',
      filled('--database'),
    )
    .option('--schema <file>', 'read a schema dump instead: no database is needed', filled('--schema'))
    .option(
      '--server-version <version>',
      "the version of the dump's server (default: what the dump says, else 14)",
      checkedVersion,
    )
    .option(
      '--format <tool>',
      'the migration tool to write for: plan formats lists them (default: the one found in the repository, else plain)',
      filled('--format'),
    )
    .option('--dir <dir>', 'where the migrations lie (default: where the tool has them)', filled('--dir'))
    .option('--plans <dir>', 'where the notes and the plan are written (default: plans)', filled('--plans'))
    .option('--templates <dir>', 'your own templates, in place of those of the same name', filled('--templates'))
    .option('--config <file>', 'the file of settings (default: the nearest plan.config.json)', filled('--config'))
    .option(
      '--lock-timeout <time>',
      'longest wait for a lock that blocks others (default: 100ms, at most 2s)',
      (text) => parseLockTimeout(text),
    )
    .option('--max-runtime <time>', 'stop the backfill after so long, to be run again (default: no limit)', (text) =>
      parseMaxRuntime(text),
    )
    .option(
      '--scan <dir>',
      'look here for the places that the change concerns (default: the git repository)',
      filled('--scan'),
    )
    .option('--no-scan', 'do not look through the code')
    .option('--staged', 'only the first phase goes among the migrations; plan next brings each of the others')
    .option('--no-staged', 'all phases go among the migrations at once')
    .option(
      '--stack <name>',
      'the ORM or query layer of the notes, or none (default: what the repository has)',
      checkedStack,
    )
    .option('--dry-run', 'print the files, write nothing')
    .option('--json', 'print one JSON document')
    .option('--yes', 'do not ask before writing')
    .option('--force', 'replace files that exist already');
  for (const name of own) command.addOption(OWN[name]());
  return command;
}

/** The settings of a parsed command: what was typed, and for the rest the environment, the file of settings, the defaults. */
export function settingsOf(command: Command, own?: readonly OwnOption[]): Settings {
  return settingsHere(flagsOf(command), own);
}

/** What was typed. */
export function flagsOf(command: Command): TypedFlags {
  const { dir, lockTimeout, maxRuntime, config, ...rest } = command.opts<
    Flags & { dir?: string; lockTimeout?: number; maxRuntime?: number; config?: string }
  >();
  const { database, schema, serverVersion, format, plans, templates, sync, short, acknowledge } = rest;
  const { trackWriters, strategy, renameDependents, staged, scan, stack, dryRun, json, yes, force } = rest;
  return {
    database,
    schema,
    serverVersion,
    format,
    directory: dir,
    plans,
    templates,
    sync,
    short,
    lockTimeoutMs: lockTimeout,
    maxRuntimeSeconds: maxRuntime,
    acknowledge,
    trackWriters,
    strategy,
    renameDependents,
    staged,
    scan,
    stack,
    dryRun,
    json,
    yes,
    force,
    ...(config === undefined ? {} : { config }),
  };
}

function checkedStack(text: string): string {
  return stackNamed(text)?.name ?? NO_STACK;
}

function checkedVersion(text: string): string {
  parseServerVersion(text);
  return text.trim();
}

function filled(flag: string): (text: string) => string {
  return (text) => {
    if (text.trim() === '') throw new UserError(`${flag} is empty`, { hint: 'give it a value, or leave it out' });
    return text;
  };
}

function collected(text: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), filled('--acknowledge')(text)];
}
