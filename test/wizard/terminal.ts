import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { cleanEnvironment, program } from '../cli/run.ts';

export const keys = { enter: '\r', down: '\u001b[B', ctrlC: '\u0003', escape: '\u001b', backspace: '\u007f' } as const;

/** The program in a real pseudo-terminal. */
export interface Terminal {
  /** All that it has shown, without escape sequences. */
  readonly screen: () => string;
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
  return {
    screen,
    ended,
    async sees(pattern) {
      for (const end = Date.now() + 30_000; Date.now() < end;) {
        const found = pattern.exec(screen().slice(seen));
        if (found !== null) {
          seen += found.index + found[0].length;
          return;
        }
        await pause(20);
      }
      throw new Error(`never showed ${String(pattern)}:\n${screen().slice(seen)}`);
    },
    async settles() {
      for (let before = -1; before !== raw.length;) {
        before = raw.length;
        await pause(400);
      }
    },
    async types(text) {
      for (const key of text) {
        child.write(key);
        await pause(15);
      }
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
