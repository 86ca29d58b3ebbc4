import { readFileSync } from 'node:fs';
import { version } from './version.ts';

/** Where the build puts the help of each command, as text: loading the kinds for it would take longer than Node itself. */
export const helpDirectory = new URL('./help/', import.meta.url);

/** The answer to `--version` and `--help`, when it lies ready; null when the program has to be loaded for it. */
export function readyAnswer(args: readonly string[]): string | null {
  const last = args.at(-1) ?? '';
  if (args.length === 1 && ['--version', '-V'].includes(last)) return version();
  const command = args.length === 1 ? 'plan' : (args[0] ?? '');
  if (args.length > 2 || !['--help', '-h'].includes(last) || !/^[a-z-]+$/.test(command)) return null;
  try {
    return readFileSync(new URL(`${command}.txt`, helpDirectory), 'utf8');
  } catch {
    return null;
  }
}
