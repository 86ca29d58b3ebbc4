import inquirer from 'inquirer';
import type { Listed } from '../catalog/list.ts';
import { print } from '../report/print.ts';
import type { Asker } from './asker.ts';

/** Asks with inquirer. Ctrl-C at any question throws its ExitPromptError. */
export const inquirerAsker: Asker = {
  async text(message, { initial, masked, check } = {}) {
    const { answer } = await inquirer.prompt([
      {
        type: 'input',
        name: 'answer',
        message,
        ...(initial === undefined ? {} : { default: initial }),
        ...(masked === undefined ? {} : { transformer: masked }),
        validate: (typed: string) => (typed.trim() === '' ? 'an answer is needed' : (check?.(typed.trim()) ?? true)),
      },
    ]);
    return answer.trim();
  },
  async secret(message) {
    const { answer } = await inquirer.prompt([{ type: 'password', name: 'answer', message, mask: '*' }]);
    return answer;
  },
  async choose(message, entries) {
    const { answer } = await inquirer.prompt<{ answer: string }>([
      {
        type: 'search',
        name: 'answer',
        message,
        pageSize: 10,
        source: (term: string | undefined) => matching(entries, term),
      },
    ]);
    return answer;
  },
  async confirm(message, initial) {
    const { answer } = await inquirer.prompt([{ type: 'confirm', name: 'answer', message, default: initial }]);
    return answer;
  },
  say: print,
};

function matching(entries: readonly Listed[], term: string | undefined): { name: string; value: string }[] {
  const wanted = (term ?? '').toLowerCase();
  return entries
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .toSorted(
      (a, b) => Number(b.name.toLowerCase().startsWith(wanted)) - Number(a.name.toLowerCase().startsWith(wanted)),
    )
    .map(({ name, detail }) => ({ name: `${name}  (${detail})`, value: name }));
}
