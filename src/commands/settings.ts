import { UserError } from '../errors.ts';
import type { StrategyName } from '../types.ts';

/** What the common options say, checked; every one has a flag. */
export interface Settings {
  readonly database: string | undefined;
  /** A schema dump to read in place of a database. */
  readonly schema: string | undefined;
  /** The version of the dump's server, as it was typed. */
  readonly serverVersion: string | undefined;
  /** undefined: what the repository shows, else plain. */
  readonly format: string | undefined;
  /** undefined: where the repository has them, else the format's own convention. */
  readonly directory: string | undefined;
  readonly plans: string;
  readonly sync: 'trigger' | 'app';
  readonly short: boolean;
  readonly lockTimeoutMs: number;
  readonly maxRuntimeSeconds: number | null;
  readonly acknowledge: readonly string[];
  readonly trackWriters: boolean;
  readonly strategy: StrategyName;
  readonly renameDependents: boolean;
  /** The directory whose code is looked through; undefined: the repository around, false: none. */
  readonly scan: string | false | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly yes: boolean;
  readonly force: boolean;
}

/** What is said when an option is not given. */
export const defaults: Settings = {
  database: undefined,
  schema: undefined,
  serverVersion: undefined,
  format: undefined,
  directory: undefined,
  plans: 'plans',
  sync: 'trigger',
  short: false,
  lockTimeoutMs: 100,
  maxRuntimeSeconds: null,
  acknowledge: [],
  trackWriters: false,
  strategy: 'column',
  renameDependents: false,
  scan: undefined,
  dryRun: false,
  json: false,
  yes: false,
  force: false,
};

/** `--short` is a way of `--sync app`, and implies it. Throws UserError when the two contradict each other. */
export function syncOf(
  sync: Settings['sync'] | undefined,
  short: boolean,
  strategy: Settings['strategy'],
): Pick<Settings, 'sync' | 'short'> {
  if (short && sync === 'trigger') {
    throw new UserError('--short is a shorter --sync app, so it cannot go with --sync trigger', {
      hint: 'leave --sync out, or write --sync app --short',
    });
  }
  if (strategy === 'view' && (short || sync === 'app')) {
    throw new UserError(
      '--strategy view shows one column under two names, so there are no two for your code to write',
      {
        hint: `leave --strategy view out, or ${short ? '--short' : '--sync app'}`,
      },
    );
  }
  return { sync: short ? 'app' : (sync ?? defaults.sync), short };
}

/** What --lock-timeout may say at most. */
export const longestLockTimeoutMs = 2000;

/** `50ms`, `2s` or a bare number of milliseconds. Throws UserError for anything else, for 0 and for more than 2s. */
export function parseLockTimeout(text: string): number {
  const milliseconds = parseDuration(text, 'ms');
  if (milliseconds === null)
    throw new UserError(`--lock-timeout ${text} is not a time`, {
      hint: 'write it like --lock-timeout 50ms or --lock-timeout 2s',
    });
  if (milliseconds < 1 || milliseconds > longestLockTimeoutMs) {
    throw new UserError(
      `--lock-timeout ${text} is out of range: every query on the table may wait that long, so it goes from 1ms to 2s`,
      {
        hint: 'the default is 100ms',
      },
    );
  }
  return Math.round(milliseconds);
}

/** `600s`, `30m`, `2h` or a bare number of seconds. Throws UserError for anything else and for less than a second. */
export function parseMaxRuntime(text: string): number {
  const milliseconds = parseDuration(text, 's');
  if (milliseconds === null || milliseconds < 1000) {
    throw new UserError(`--max-runtime ${text} is not a time of a second or more`, {
      hint: 'write it like --max-runtime 30m or --max-runtime 2h',
    });
  }
  return Math.round(milliseconds / 1000);
}

function parseDuration(text: string, bare: 'ms' | 's'): number | null {
  const [, number, unit] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|min|m|h)?$/.exec(text.trim()) ?? [];
  if (number === undefined) return null;
  const factors = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 } as const;
  return Number(number) * (Object.entries(factors).find(([name]) => name === (unit ?? bare))?.[1] ?? 1);
}
