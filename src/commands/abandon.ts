import type { Command } from 'commander';
import { paintFor } from '../report/paint.ts';
import { print } from '../report/print.ts';
import { writeAll } from '../write.ts';
import { sourceOf } from './live.ts';
import { rootOf, settingsHere } from './settings-here.ts';
import { defaults } from './settings.ts';
import { withTeamTemplates } from './team-templates.ts';

/** Adds `plan abandon` to the command tree. */
export function addAbandon(root: Command, examples: (lines: readonly string[]) => string): void {
  const summary = 'write the migration that takes a half-done plan back out';
  const command = root
    .command('abandon')
    .summary(summary)
    .description(
      `${summary}\n\nBefore contract it takes out what the plan has made, while old code goes on; after\ncontract it brings the old shape back: beside the new one where a forward fix can, else as\nthe down files do, with their locks and losses, which it names.`,
    )
    .argument('<id>', 'the plan, or its folder')
    .option('--database <url>', 'the database to read (else DATABASE_URL, else PGHOST and the other PG variables)')
    .option('--plans <dir>', `where the plans lie (default: ${defaults.plans})`)
    .option('--dry-run', 'print the files, write nothing')
    .option('--json', 'print one JSON document')
    .allowExcessArguments(false);
  command
    .addHelpText('after', examples(['plan abandon rename-users-full_name-to-display_name']))
    .action(async (id: string) => {
      const { database, plans, dryRun = false, json = false } = command.opts<AbandonOptions>();
      const settings = settingsHere({ plans, database });
      const cwd = rootOf(settings);
      const [{ endOf }, { ended, endedJson }] = await Promise.all([
        import('./plan-end.ts'),
        import('../report/follow.ts'),
      ]);
      const asking = { cwd, now: new Date(), plans: settings.plans, id, ...sourceOf(settings) };
      const end = await withTeamTemplates(settings, () => endOf(asking));
      if (!dryRun) writeAll(end.entries, { force: false, cwd });
      const paint = paintFor(process.stdout, process.env);
      print(json ? endedJson(end, { content: dryRun }) : ended(end, { paint, dryRun }));
    });
}

interface AbandonOptions {
  readonly database?: string;
  readonly plans?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}
