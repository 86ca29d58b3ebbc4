import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { cleanEnvironment, program } from '../cli/run.ts';

/** The shells that there is a completion for, and how each is started with it and nothing else. */
const STARTS = {
  bash: { words: ['--noprofile', '--rcfile', '.rc', '-i'], rc: 'eval "$(plan completion bash)"; PS1="READY "' },
  zsh: {
    words: ['-d', '-i'],
    rc: 'autoload -U compinit; compinit -u -D; eval "$(plan completion zsh)"; PS1="READY "; setopt no_beep',
  },
  fish: {
    words: ['--no-config', '-i', '-C', 'source .rc'],
    rc: 'set -g fish_greeting; plan completion fish | source; function fish_prompt; printf "READY "; end',
  },
} as const;

export type Shell = keyof typeof STARTS;

/** Whether this machine has it not: `apt-get install -y --no-install-recommends zsh fish`. */
export const isMissing = (shell: Shell): boolean => spawnSync(shell, ['--version']).error !== undefined;

/** What came of a line that was typed and completed. */
export interface Typed {
  /** The arguments that the program then gets. */
  readonly args: readonly string[];
  /** All that stood on the screen. */
  readonly screen: string;
}

/** A shell in a real pseudo-terminal, in which `plan` completes as users have it, and else only takes its arguments down. */
export interface RealShell {
  /** Types a line, Tab, what is still to be typed, and Enter. */
  completes(line: string, more?: string): Promise<Typed>;
  close(): void;
}

/** Starts one; `cwd` is where it is. */
export async function openShell(shell: Shell, cwd: string, env: NodeJS.ProcessEnv = {}): Promise<RealShell> {
  const home = mkdtempSync(join(tmpdir(), 'plan-shell-'));
  const [args, done] = [join(home, 'args'), join(home, 'done')];
  const { words, rc } = STARTS[shell];
  writeFileSync(join(home, '.rc'), `${rc}\n`);
  writeFileSync(join(home, '.zshrc'), `${rc}\n`);
  writeFileSync(
    join(home, 'plan'),
    `#!/bin/sh
case "$1" in
  completion) exec '${process.execPath}' '${program}' "$@" ;;
  __complete) '${process.execPath}' '${program}' "$@"; : > '${done}' ;;
  *) printf '%s\\n' "$@" > '${args}.part'; mv '${args}.part' '${args}' ;;
esac
`,
  );
  chmodSync(join(home, 'plan'), 0o755);
  const child = spawn(
    shell,
    words.map((word) => (word.endsWith('.rc') ? word.replace('.rc', join(home, '.rc')) : word)),
    {
      cols: 120,
      rows: 30,
      cwd,
      env: cleanEnvironment({
        TERM: 'xterm',
        HOME: home,
        ZDOTDIR: home,
        XDG_CONFIG_HOME: home,
        XDG_DATA_HOME: home,
        PATH: `${home}:${process.env['PATH'] ?? ''}`,
        ...env,
      }),
    },
  );
  let screen = '';
  child.onData((data) => (screen += data));
  const until = async (reached: () => boolean): Promise<void> => {
    for (const end = Date.now() + 20_000; !reached(); await pause(20)) {
      if (Date.now() < end) continue;
      // The next line begins anew.
      child.write('\u0003');
      throw new Error(`${shell} got no further than:\n${screen}`);
    }
  };
  await until(() => screen.includes('READY '));
  return {
    async completes(line, more = '') {
      for (const file of [args, done]) rmSync(file, { force: true });
      screen = '';
      child.write(`${line}\t`);
      await until(() => existsSync(done));
      await pause(400);
      child.write(`${more}\r`);
      await until(() => existsSync(args));
      return { args: readFileSync(args, 'utf8').split('\n').slice(0, -1), screen };
    },
    close: () => child.kill(),
  };
}

const pause = (milliseconds: number): Promise<void> => new Promise((after) => setTimeout(after, milliseconds));
