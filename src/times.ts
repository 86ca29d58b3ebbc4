import { UserError } from './errors.ts';

/** What --lock-timeout may say at most. */
export const longestLockTimeoutMs = 2000;

/** `50ms`, `2s` or a bare number of milliseconds; `says` names where it stands. Throws UserError for anything else, for 0 and for more than 2s. */
export function parseLockTimeout(text: string, says = '--lock-timeout'): number {
  const milliseconds = parseDuration(text, 'ms');
  if (milliseconds === null)
    throw new UserError(`${says} ${text} is not a time`, {
      hint: 'write it like 50ms or 2s',
    });
  if (milliseconds < 1 || milliseconds > longestLockTimeoutMs) {
    throw new UserError(
      `${says} ${text} is out of range: every query on the table may wait that long, so it goes from 1ms to 2s`,
      {
        hint: 'the default is 100ms',
      },
    );
  }
  return Math.round(milliseconds);
}

/** `600s`, `30m`, `2h` or a bare number of seconds; `says` names where it stands. Throws UserError for anything else and for less than a second. */
export function parseMaxRuntime(text: string, says = '--max-runtime'): number {
  const milliseconds = parseDuration(text, 's');
  if (milliseconds === null || milliseconds < 1000) {
    throw new UserError(`${says} ${text} is not a time of a second or more`, {
      hint: 'write it like 30m or 2h',
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
