import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { UserError } from '../errors.ts';
import { defaults, type Settings } from './settings.ts';

/** Adds `plan demo` to the command tree. */
export function addDemo(root: Command): void {
  const summary = 'watch a rename run while old and new code read and write';
  const command = root
    .command('demo')
    .summary(summary)
    .description(
      `${summary}\n\nNeeds no server: an example shop in the embedded PostgreSQL, inside this process.\nEvery value that is read is compared with what was written last. It takes some\nten seconds. Exit code 1 when anything is not as promised.`,
    )
    .option('--dir <dir>', 'also write the migrations and the plan into this directory')
    .allowExcessArguments(false)
    .addHelpText('after', '\nExamples:\n  plan demo\n  plan demo --dir /tmp/demo');
  command.action(() => demo(command.opts<{ dir?: string }>().dir));
}

/**
 * Runs the demo and prints it as it goes; with a directory it also writes the plan there.
 * Throws UserError with exit code 1 when a promise was broken.
 */
async function demo(directory: string | undefined): Promise<void> {
  const [{ runDemo }, { partText, promisesKept }, { paintFor }, { print }, { writePlan }] = await Promise.all([
    import('../demo/run.ts'),
    import('../report/demo.ts'),
    import('../report/paint.ts'),
    import('../report/print.ts'),
    import('./plan.ts'),
  ]);
  // Without a directory nothing is written, and what lies in the user's own migrations must not show here.
  const settings: Settings = { ...defaults, dryRun: directory === undefined };
  const cwd = directory === undefined ? join(tmpdir(), 'plan-demo-is-not-written') : resolve(directory);
  const paint = paintFor(process.stdout, process.env);
  let kept = true;
  print('Starting the embedded PostgreSQL; this takes some seconds.');
  for await (const part of runDemo({ settings, cwd, now: new Date() })) {
    if (part.part === 'plan' && !settings.dryRun) writePlan(part.planned, settings, cwd);
    kept &&= promisesKept(part);
    print(partText(part, paint));
  }
  if (kept) return;
  throw new UserError('the demo did not go as promised: see what is marked above', {
    hint: 'please report it with the lines above: it is a bug in plan',
    exitCode: 1,
  });
}
