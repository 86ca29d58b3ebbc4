import type { Wish } from '../changes/kind.ts';
import { UserError } from '../errors.ts';
import { AND, flagOf } from './command-line.ts';
import { kindCalled } from './kind-called.ts';
import { parsedWords } from './program.ts';
import { settingsHere, type TypedFlags } from './settings-here.ts';
import type { Settings } from './settings.ts';

/** What a command line asks for. */
export interface Wanted {
  readonly wishes: readonly Wish[];
  readonly settings: Settings;
}

/** The words of each change, when a command line has several with `and` between them; null when it has not. */
export function sentences(args: readonly string[]): readonly (readonly string[])[] | null {
  if (!args.includes(AND)) return null;
  const found: string[][] = [[]];
  for (const arg of args) {
    if (arg === AND) found.push([]);
    else found.at(-1)?.push(arg);
  }
  return found;
}

/** Reads `rename users.a b and drop users.c --dry-run`. Options count for all of it, wherever they stand. Throws UserError or CommanderError. */
export function parsedSentences(found: readonly (readonly string[])[]): Wanted {
  const parts = found.map(([name = '', ...words]) => {
    const kind = kindCalled(name);
    return { kind, ...parsedWords(kind, words) };
  });
  return {
    wishes: parts.map(({ kind, values }) => ({ kind, values })),
    settings: settingsHere(
      parts.map(({ flags }) => flags).reduce(both),
      parts.flatMap(({ kind }) => kind.options),
    ),
  };
}

/** Where an option is called otherwise than its setting. */
const FLAGS: Readonly<Record<string, string>> = {
  directory: '--dir',
  lockTimeoutMs: '--lock-timeout',
  maxRuntimeSeconds: '--max-runtime',
};

/** Two changes of one plan are made in one way. */
function both(first: TypedFlags, second: TypedFlags): TypedFlags {
  const names = new Set([...Object.keys(first), ...Object.keys(second)]) as Set<keyof TypedFlags>;
  const entries = [...names].map((name) => {
    const [one, other] = [first[name], second[name]];
    if (Array.isArray(one) && Array.isArray(other)) return [name, [...new Set([...one, ...other])]];
    if (one !== undefined && other !== undefined && one !== other)
      throw new UserError(
        `${FLAGS[name] ?? flagOf(name)} is said twice, and differently: ${String(one)} and ${String(other)}.`,
        {
          hint: 'Say it once; it counts for all changes of the plan.',
        },
      );
    return [name, one ?? other];
  });
  return Object.fromEntries(entries) as TypedFlags;
}
