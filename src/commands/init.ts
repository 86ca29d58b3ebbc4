import { type Command, Option } from 'commander';
import { CONFIG_NAME } from '../config/file.ts';
import type { InitOptions } from './run-init.ts';
import { defaults } from './settings.ts';

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
    .option('--scan <dir>', 'look here for code that names what changes (default: the git repository)')
    .option('--no-scan', 'do not look through the code')
    .option('--stack <name>', 'the ORM or query layer of the notes, or none (default: detected by each plan)')
    .option('--config <file>', `the file to write (default: ${CONFIG_NAME})`)
    .option('--dry-run', 'print the file, write nothing')
    .option('--json', 'print one JSON document')
    .option('--yes', 'do not ask before writing')
    .option('--force', 'replace a file that exists already')
    .addHelpText(
      'after',
      '\nExamples:\n  plan init\n  plan init --dry-run\n  plan init --format golang-migrate --connection MIGRATIONS_DATABASE_URL --yes',
    );
  command.action(async () => {
    const { runInit } = await import('./run-init.ts');
    await runInit(command.opts<InitOptions>());
  });
}
