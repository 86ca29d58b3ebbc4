import inquirer from 'inquirer';
import { print } from '../report/print.ts';
import { wrapped } from '../report/text.ts';
import { type Asker, Back } from './asker.ts';
import { matching } from './entries.ts';

/** Inquirer breaks a longer line anywhere, and puts two characters before what is wrong. */
const WIDTH = 77;
const KEYS = 'Up and Down move, Enter picks, typing narrows the list, Esc goes back.';

/** Asks with inquirer. Esc throws Back, Ctrl-C and Ctrl-D throw inquirer's ExitPromptError. */
export const inquirerAsker: Asker = {
  back: 'Esc',
  text: (message, { initial, optional = false, masked, check } = {}) =>
    asked(async (prompt) => {
      const { answer } = await prompt([
        {
          type: 'input',
          name: 'answer',
          message,
          ...(initial === undefined ? {} : { default: initial }),
          ...(masked === undefined ? {} : { transformer: masked }),
          validate: async (typed: string) => {
            if (typed.trim() === '' && !optional) return 'an answer is needed (Esc goes back)';
            const accepted = (await check?.(typed.trim())) ?? true;
            return accepted === true ? true : wrapped(accepted, { indent: '  ', width: WIDTH });
          },
        },
      ]);
      return answer.trim();
    }),
  secret: (message) =>
    asked(async (prompt) => {
      const { answer } = await prompt([{ type: 'password', name: 'answer', message, mask: '*', toggleMask: false }]);
      return answer;
    }),
  choose: (message, entries, initial) =>
    asked(async (prompt) => {
      const { answer } = await prompt<{ answer: string }>([
        {
          type: 'search',
          name: 'answer',
          message,
          pageSize: 10,
          ...(initial === undefined ? {} : { default: initial }),
          theme: { style: { keysHelpTip: () => KEYS } },
          source: (typed: string | undefined) => {
            const { lines, left } = matching(entries, typed ?? '');
            const choices = lines.map(({ entry: { value, name, more }, line }) => ({
              value,
              name: line,
              short: name,
              ...(more === undefined ? {} : { description: wrapped(more, { width: 79 }) }),
            }));
            const rest = new inquirer.Separator(`${left} more: type a part of the name`);
            return left === 0 ? choices : [...choices, rest];
          },
        },
      ]);
      return answer;
    }),
  confirm: (message, initial) =>
    asked(async (prompt) => {
      const { answer } = await prompt([{ type: 'confirm', name: 'answer', message, default: initial }]);
      return answer;
    }),
  say: print,
};

const newPrompt = () => inquirer.createPromptModule();
type Prompt = ReturnType<typeof newPrompt>;

interface Key {
  readonly name?: string;
  readonly ctrl?: boolean;
}

async function asked<T>(ask: (prompt: Prompt) => Promise<T>): Promise<T> {
  const leaving = new AbortController();
  const { prompt, context } = watched(leaving.signal);
  const watch = (_: unknown, { name, ctrl }: Key): void => {
    if (name !== 'escape' && (ctrl !== true || name !== 'd')) return;
    // A question that is left is taken off the screen.
    context.clearPromptOnDone = true;
    leaving.abort(name);
  };
  process.stdin.on('keypress', watch);
  try {
    return await ask(prompt);
  } catch (error) {
    if (!leaving.signal.aborted) throw error;
    if (leaving.signal.reason === 'escape') throw new Back();
    throw Object.assign(new Error('the input ended'), { name: 'ExitPromptError' });
  } finally {
    process.stdin.off('keypress', watch);
  }
}

/** Prompts whose context can still be changed while they are open: inquirer looks at it when they end. */
function watched(signal: AbortSignal): { prompt: Prompt; context: { clearPromptOnDone?: boolean } } {
  const context: { clearPromptOnDone?: boolean; signal: AbortSignal } = { signal };
  const prompt = newPrompt();
  for (const [name, original] of Object.entries(prompt.prompts))
    prompt.registerPrompt(name, (config: unknown) => (original as Ask)(config, context));
  return { prompt, context };
}

type Ask = (config: unknown, context: object) => Promise<unknown>;
