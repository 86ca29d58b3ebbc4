import type { Command } from 'commander';
import { UserError } from '../errors.ts';
import type { PlanState } from '../follow/plan-state.ts';
import { paintFor } from '../report/paint.ts';
import { print } from '../report/print.ts';
import { deployNumber } from './deploy-number.ts';
import { sourceOf } from './live.ts';
import { rootOf, settingsHere } from './settings-here.ts';
import { defaults } from './settings.ts';

/** Adds `plan status` to the command tree. */
export function addStatus(root: Command, examples: (lines: readonly string[]) => string): void {
  const summary = 'say how far the plans are, in the repository and in a database';
  const command = root
    .command('status')
    .summary(summary)
    .description(
      `${summary}\n\nExit code 1 when the database is not in the state that the repository expects: a\nphase among the migrations has not run, or one has run that is not among them.`,
    )
    .argument('[id]', 'the plan, or its folder (default: all of them)')
    .option('--deploy <number>', 'expect what the code of this deploy needs, and no more', deployNumber)
    .option('--database <url>', 'the database to read (else DATABASE_URL, else PGHOST and the other PG variables)')
    .option('--plans <dir>', `where the plans lie (default: ${defaults.plans})`)
    .option('--json', 'print one JSON document')
    .allowExcessArguments(false);
  command
    .addHelpText('after', examples(['plan status', 'plan status --json', 'plan status --deploy 2']))
    .action(async (id: string | undefined) => {
      const { database, plans, json = false, deploy } = command.opts<StatusOptions>();
      const settings = settingsHere({ plans, database });
      const cwd = rootOf(settings);
      const [{ statesOf }, { states, statesJson }] = await Promise.all([
        import('./plan-states.ts'),
        import('../report/follow.ts'),
      ]);
      const found = await statesOf(
        { cwd, now: new Date(), plans: settings.plans, id, ...sourceOf(settings) },
        deploy ?? null,
      );
      print(json ? statesJson(found) : states(found, paintFor(process.stdout, process.env)));
      const late = found.filter(({ problems }) => problems.length > 0);
      if (late.length > 0) throw unexpected(late);
    });
}

interface StatusOptions {
  readonly database?: string;
  readonly plans?: string;
  readonly json?: boolean;
  readonly deploy?: number;
}

function unexpected(late: readonly PlanState[]): UserError {
  const [first] = late;
  return new UserError(
    `the database is not in the state that the repository expects: ${late.map(({ plan }) => plan).join(', ')}`,
    { hint: first?.next ?? 'plan status', exitCode: 1 },
  );
}
