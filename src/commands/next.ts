import type { Command } from 'commander';
import { paintFor } from '../report/paint.ts';
import { print } from '../report/print.ts';
import { sourceOf } from './live.ts';
import { rootOf, settingsHere } from './settings-here.ts';
import { defaults } from './settings.ts';
import { withTeamTemplates } from './team-templates.ts';

/** Adds `plan next` to the command tree. */
export function addNext(root: Command, examples: (lines: readonly string[]) => string): void {
  const summary = 'write the next phase of a staged plan among the migrations';
  const command = root
    .command('next')
    .summary(summary)
    .description(
      `${summary}\n\nIt asks the database whether the phases before it have run, plans it again from the\nschema of today, and gives it a fresh number.`,
    )
    .argument('[id]', 'the plan, or its folder (default: the only one of which a phase waits)')
    .option('--database <url>', 'the database to read (else DATABASE_URL, else PGHOST and the other PG variables)')
    .option('--plans <dir>', `where the plans lie (default: ${defaults.plans})`)
    .option('--dry-run', 'print the files, write nothing')
    .option('--json', 'print one JSON document')
    .allowExcessArguments(false);
  command
    .addHelpText('after', examples(['plan next', 'plan next rename-users-full_name-to-display_name --dry-run']))
    .action(async (id: string | undefined) => {
      const { database, plans, dryRun = false, json = false } = command.opts<NextOptions>();
      const settings = settingsHere({ plans, database });
      const cwd = rootOf(settings);
      const [{ stepOf, writeStep }, { delivered, deliveredJson }] = await Promise.all([
        import('./next-step.ts'),
        import('../report/follow.ts'),
      ]);
      const asking = { cwd, now: new Date(), plans: settings.plans, id, ...sourceOf(settings) };
      const step = await withTeamTemplates(settings, () => stepOf(asking));
      if (!dryRun) writeStep(step, cwd);
      const paint = paintFor(process.stdout, process.env);
      print(json ? deliveredJson(step, { content: dryRun }) : delivered(step, { paint, dryRun }));
    });
}

interface NextOptions {
  readonly database?: string;
  readonly plans?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}
