import type { CodeVersion, PhaseName } from '../../types.ts';
import type { Draft } from '../draft.ts';

/** A version of one change's code that ships, and between which counts of phases that are done. */
interface Shipping {
  readonly part: number;
  readonly version: CodeVersion;
  readonly earliest: number;
  readonly latest: number;
}

/** When code ships: so many phases are done. */
export interface Moment {
  readonly done: number;
  readonly ships: readonly Shipping[];
}

/**
 * As few deploys of code as there can be. Each version ships as late as it may, and with it every other that may ship then: of
 * intervals that end one after the other, the first end that is not covered yet covers the most.
 */
export function momentsOf(parts: readonly Draft[], names: readonly PhaseName[]): Moment[] {
  const all = parts.flatMap((part, at) => shippings(part, at, names)).toSorted((a, b) => a.latest - b.latest);
  const ends: number[] = [];
  for (const { earliest, latest } of all) if (!ends.some((end) => earliest <= end)) ends.push(latest);
  // The last of the moments that it may take is the nearest to where it stands by itself.
  const momentOf = ({ earliest, latest }: Shipping): number | undefined =>
    ends.findLast((end) => earliest <= end && end <= latest);
  return ends.map((done) => ({ done, ships: all.filter((each) => momentOf(each) === done) }));
}

function shippings({ code }: Draft, part: number, names: readonly PhaseName[]): Shipping[] {
  return code.slice(1).map((version, at) => {
    const until = code[at]?.until ?? null;
    return {
      part,
      version,
      earliest: version.since === null ? 0 : names.indexOf(version.since) + 1,
      latest: until === null ? names.length : names.indexOf(until),
    };
  });
}

/** The version of one change's code that runs once some moments have been. */
export const runningOf = ({ code }: Draft, part: number, moments: readonly Moment[]): CodeVersion | undefined =>
  moments.flatMap(({ ships }) => ships.filter((each) => each.part === part)).at(-1)?.version ?? code[0];
