import { CommanderError } from 'commander';
import { kinds } from '../changes/index.ts';
import { UserError } from '../errors.ts';
import { paintFor } from '../report/paint.ts';
import { isTerminal, printAside } from '../report/print.ts';
import { problem } from '../report/problem.ts';
import { shellWord } from './command-line.ts';
import { COMPLETE, runComplete } from './completion.ts';
import { program, wizardOptions } from './program.ts';
import { parsedSentences, sentences } from './several.ts';

/** Runs one command line and gives its exit code: 0 done, 1 the answer is no, 2 it could not work, 130 Ctrl-C. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await run(args);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof Error && error.name === 'ExitPromptError') return 130;
    const told = error instanceof CommanderError ? usageError(error, args) : error;
    printAside(problem(told, paintFor(process.stderr, process.env)));
    return told instanceof UserError ? told.exitCode : 2;
  }
}

async function run(args: readonly string[]): Promise<number> {
  const tree = program();
  const first = args[0];
  if (first === COMPLETE) {
    await runComplete(tree, args.slice(1));
    return 0;
  }
  const asks = first === undefined || (first.startsWith('-') && !['-h', '--help', '-V', '--version'].includes(first));
  const several = asks ? null : sentences(args);
  if (several !== null) {
    const { runPlan } = await import('./plan.ts');
    const { wishes, settings } = parsedSentences(several);
    await runPlan(wishes, settings);
    return 0;
  }
  if (!asks) {
    await tree.parseAsync([...args], { from: 'user' });
    return 0;
  }
  const settings = wizardOptions(args);
  if (!isTerminal()) {
    printAside(tree.helpInformation());
    throw new UserError('plan asks its questions only in a terminal, and there is none here', {
      hint: kinds[0]?.examples[0] ?? 'plan --help',
    });
  }
  const { runWizard } = await import('../wizard/run.ts');
  await runWizard(settings);
  return 0;
}

// commander: `error: unknown command 'renam'`, and on the next line `(Did you mean rename?)`.
function usageError(error: CommanderError, args: readonly string[]): UserError {
  const [sentence = '', suggestion = ''] = error.message.split('\n');
  const message = sentence.replace(/^error: /, '');
  const [, meant] = /^\(Did you mean ([^ ]+)\?\)$/.exec(suggestion) ?? [];
  const [command, ...rest] = args;
  if (error.code === 'commander.unknownCommand') {
    return new UserError(message, {
      hint: meant === undefined ? 'plan --help' : ['plan', meant, ...rest].map(shellWord).join(' '),
    });
  }
  const help = command === undefined || command.startsWith('-') ? 'plan --help' : `plan ${command} --help`;
  return new UserError(message, {
    hint: meant === undefined ? help : `did you mean ${meant}? ${help} lists all options`,
  });
}
