import { readFileSync } from 'node:fs';
import { Argument, type Command } from 'commander';
import { print } from '../report/print.ts';

/** The shells that there is a script for. */
export const shells = ['bash', 'zsh', 'fish'] as const;

/**
 * What the scripts call: the words behind the program's name follow, the last of them unfinished. The one for bash puts --bash, the
 * line up to the cursor and the text that will be replaced in their place.
 */
export const COMPLETE = '__complete';

const BASH = '--bash';

/** Adds `plan completion`, and the command that its scripts call. */
export function addCompletion(root: Command): void {
  const summary = 'print the completion script of a shell';
  const command = root
    .command('completion')
    .summary(summary)
    .description(
      `${summary}\n\nIt completes commands, options and their values, and the tables and columns of the\ndatabase that --database, the settings or the environment name (it waits for them\nwell under a second).`,
    )
    .addArgument(new Argument('<shell>', 'bash, zsh or fish').choices([...shells]))
    .allowExcessArguments(false)
    .addHelpText(
      'after',
      '\nExamples:\n  eval "$(plan completion bash)"      in ~/.bashrc\n  eval "$(plan completion zsh)"       in ~/.zshrc, behind compinit\n  plan completion fish | source       in ~/.config/fish/config.fish',
    );
  command.action((shell: string) => {
    print(readFileSync(new URL(`../../templates/completion/plan.${shell}`, import.meta.url), 'utf8'));
  });
}

/** Prints what may stand in the place of the last word, one a line before its explanation. Says nothing when that is not known. */
export async function runComplete(root: Command, args: readonly string[]): Promise<void> {
  const { completed, namesHere, bashLine, inBash } = await loaded();
  const [first, typed = '', replaced = ''] = args;
  const line = first === BASH ? bashLine(typed) : null;
  const words = line?.words ?? args;
  try {
    const { candidates, paths } = await completed(root, words, namesHere(words));
    const lines = candidates.map(
      ({ word, says }) => `${line === null ? word : inBash(word, line, replaced)}\t${says.split('\n')[0] ?? ''}`,
    );
    if (paths || lines.length > 0) print([...(paths ? [':paths'] : []), ...lines].join('\n'));
  } catch {
    // A shell that completes must not be talked to.
  }
}

async function loaded() {
  const [complete, names, bash] = await Promise.all([
    import('./complete.ts'),
    import('./complete-names.ts'),
    import('./bash-line.ts'),
  ]);
  return { ...complete, ...names, ...bash };
}
