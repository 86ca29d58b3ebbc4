import { createInterface } from 'node:readline/promises';
import { print, printBefore } from '../report/print.ts';
import { wrapped } from '../report/text.ts';
import { type Asker, Back, type Entry } from './asker.ts';
import { matching } from './entries.ts';

const BACK = '<';
const ESCAPE = '\u001b';
const SHOWN = 12;
/** Behind a number. */
const WIDTH = 76;

/** Asks in plain lines, for a terminal that cannot move its cursor (TERM=dumb). `<` throws Back, Ctrl-C and Ctrl-D leave. */
export const lineAsker: Asker = {
  back: BACK,
  async text(question, { initial, optional = false, check } = {}) {
    for (;;) {
      const typed = await line(`${question}${initial === undefined ? '' : ` (${initial})`} `);
      const answer = typed === '' ? (initial ?? '') : typed;
      const missing = answer === '' && !optional;
      const accepted = missing ? 'an answer is needed (< goes back)' : ((await check?.(answer)) ?? true);
      if (accepted === true) return answer;
      print(wrapped(accepted, { first: '> ', indent: '  ' }));
    }
  },
  secret: async (question) => await hidden(`${question} (Esc goes back) `),
  async choose(question, entries, initial) {
    let typed = '';
    for (;;) {
      const { lines, left } = matching(usualFirst(entries, initial), typed, WIDTH);
      const [only] = lines;
      if (typed !== '' && only !== undefined && lines.length === 1) return only.entry.value;
      const page = lines.slice(0, SHOWN);
      const more = left + lines.length - page.length;
      print(`${question}\n${page.map(({ line: text }, at) => `${String(at + 1).padStart(3)} ${text}`).join('\n')}`);
      const said = await line(`${more > 0 ? `${more} more. ` : ''}A number, or a part of the name (1)? `);
      const picked = page[said === '' ? 0 : Number(said) - 1];
      if (picked !== undefined) return picked.entry.value;
      typed = said;
    }
  },
  async confirm(question, initial) {
    for (;;) {
      const typed = (await line(`${question} (${initial ? 'Y/n' : 'y/N'}) `)).toLowerCase();
      if (typed === '') return initial;
      if ('yes'.startsWith(typed) || 'no'.startsWith(typed)) return typed.startsWith('y');
    }
  },
  say: print,
};

function usualFirst(entries: readonly Entry[], initial: string | undefined): readonly Entry[] {
  return initial === undefined
    ? entries
    : entries.toSorted((a, b) => Number(b.value === initial) - Number(a.value === initial));
}

async function line(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
  try {
    const answer = await Promise.race([lines.question(question), ended(lines)]);
    if (answer.trim() === BACK) throw new Back();
    return answer.trim();
  } finally {
    lines.close();
  }
}

/** The terminal shows nothing of what is typed; it is asked for in raw mode, where nothing is echoed. */
async function hidden(question: string): Promise<string> {
  process.stdin.setRawMode(true);
  printBefore(question);
  try {
    return await new Promise((done, failed) => {
      let typed = '';
      const read = (chunk: Buffer): void => {
        // `<` may be a part of it.
        if (chunk.toString() === ESCAPE) return finish(() => failed(new Back()));
        for (const key of chunk.toString()) {
          if (key === '\r' || key === '\n') return finish(() => done(typed));
          if (key === '\u0003' || key === '\u0004') return finish(() => failed(left()));
          typed = key === '\u007f' ? typed.slice(0, -1) : typed + key;
        }
      };
      const finish = (settle: () => void): void => {
        process.stdin.off('data', read).pause();
        settle();
      };
      process.stdin.on('data', read).resume();
    });
  } finally {
    process.stdin.setRawMode(false);
    print('');
  }
}

function ended(lines: { once(event: 'close', listener: () => void): unknown }): Promise<never> {
  return new Promise((_, failed) => {
    lines.once('close', () => failed(left()));
  });
}

const left = (): Error => Object.assign(new Error('the person left'), { name: 'ExitPromptError' });
