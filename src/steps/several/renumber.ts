/** The number that a deploy has among those of all changes. */
export type Renumber = (own: number) => number;

/** Prose of one change that counts its own deploys, such as `the code of deploy 2`, with the numbers that they share. */
export const renumberedText = (text: string, renumber: Renumber): string =>
  text.replaceAll(/\b([Dd]eploy) (\d+)\b/g, (_, word: string, number: string) => `${word} ${renumber(Number(number))}`);

/** The same for every text in a value. */
export function renumbered<T>(value: T, renumber: Renumber): T {
  return mapped(value, renumber) as T;
}

function mapped(value: unknown, renumber: Renumber): unknown {
  if (typeof value === 'string') return renumberedText(value, renumber);
  if (Array.isArray(value)) return value.map((each) => mapped(each, renumber));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(each, renumber)]));
}
