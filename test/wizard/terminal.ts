import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { cleanEnvironment, program } from '../cli/run.ts';

export const keys = {
  enter: '\r',
  down: '\u001b[B',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  tab: '\t',
  escape: '\u001b',
  backspace: '\u007f',
} as const;

// What moves the cursor to another place begins a text of its own.
const DRAWN_AGAIN = new RegExp(`[\n\r]|${keys.escape}\\[\\d*[A-K]`);

/** The program in a real pseudo-terminal. */
export interface Terminal {
  /** All that it has shown, without escape sequences. */
  readonly screen: () => string;
  /** The same as it came. */
  readonly raw: () => string;
  /** The longest line of it. */
  readonly longest: () => string;
  /** Waits for a question, and types the answer. */
  answers(question: RegExp, typed: string): Promise<void>;
  /** Picks from a list as a person does: waits for it, types, sees what is left of it, and only then presses Enter. */
  picks(question: RegExp, typed: string): Promise<void>;
  /** Waits until something new matches what was not yet waited for. */
  sees(pattern: RegExp): Promise<void>;
  /** Waits until nothing has been shown for a while. */
  settles(): Promise<void>;
  /** Types key by key. */
  types(text: string): Promise<void>;
  readonly ended: Promise<number>;
}

/** Starts the program with these arguments in a terminal of 80 by 30. */
export function terminal(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Terminal {
  const child = spawn(process.execPath, [program, ...args], {
    cols: 80,
    rows: 30,
    cwd,
    env: cleanEnvironment({ TERM: 'xterm', ...env }),
  });
  let raw = '';
  let seen = 0;
  child.onData((data) => (raw += data));
  const ended = new Promise<number>((done) => child.onExit(({ exitCode }) => done(exitCode)));
  const screen = () => stripVTControlCharacters(raw).replaceAll('\r', '');
  const sees = async (pattern: RegExp): Promise<void> => {
    for (const end = Date.now() + 30_000; Date.now() < end;) {
      const found = pattern.exec(screen().slice(seen));
      if (found !== null) {
        seen += found.index + found[0].length;
        return;
      }
      await pause(20);
    }
    throw new Error(`never showed ${String(pattern)}:\n${screen().slice(seen)}`);
  };
  const settles = async (): Promise<void> => {
    for (let before = -1; before !== raw.length;) {
      before = raw.length;
      await pause(250);
    }
  };
  const types = async (text: string): Promise<void> => {
    for (const key of text) {
      child.write(key);
      await pause(15);
    }
  };
  return {
    screen,
    raw: () => raw,
    longest: () =>
      raw
        .split(DRAWN_AGAIN)
        .map((text) => stripVTControlCharacters(text))
        .reduce((one, other) => (other.length > one.length ? other : one)),
    ended,
    sees,
    settles,
    types,
    async answers(question, typed) {
      await sees(question);
      await types(typed);
    },
    async picks(question, typed) {
      await sees(question);
      await sees(/Esc goes back\./);
      await types(typed);
      // Enter is nothing while the list is being narrowed.
      await settles();
      await types(keys.enter);
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
