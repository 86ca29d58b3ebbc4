/**
 * What a value from a file has to be. Every shape is written beside a type, so that a property that the type gains and the
 * shape does not know is a compile error.
 */
export interface Shape<T> {
  /** What is wrong with the value, a sentence that starts with where it stands; null when nothing is. */
  problem(value: unknown, at: string): string | null;
  /** The value may be left out of its record. */
  readonly optional?: true;
  /** Never there: it ties the shape to its type. */
  readonly of?: T;
}

const shape = <T>(says: string, holds: (value: unknown) => boolean): Shape<T> => ({
  problem: (value, at) => (holds(value) ? null : wrong(value, at, says)),
});

function wrong(value: unknown, at: string, says: string): string {
  return value === undefined ? `${at} is missing` : `${at} is ${shownValue(value)}, not ${says}`;
}

function shownValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

/** Any text. */
export const text: Shape<string> = shape('a text', (value) => typeof value === 'string');

/** Any number that JSON has. */
export const number: Shape<number> = shape('a number', (value) => typeof value === 'number');

/** true or false. */
export const flag: Shape<boolean> = shape('true or false', (value) => typeof value === 'boolean');

/** One of these. */
export const oneOf = <const T extends readonly (string | number)[]>(...values: T): Shape<T[number]> =>
  shape(`one of ${values.join(', ')}`, (value) => values.some((allowed) => allowed === value));

/** The same, or null. */
export const nullable = <T>(inner: Shape<T>): Shape<T | null> => ({
  problem: (value, at) => (value === null ? null : inner.problem(value, at)),
});

/** The same, or absent. */
export const optional = <T>(inner: Shape<T>): Shape<T> => ({ ...inner, optional: true });

/** A list of such values. */
export const list = <T>(inner: Shape<T>): Shape<readonly T[]> => ({
  problem: (value, at) =>
    Array.isArray(value)
      ? first(value.map((item: unknown, index) => () => inner.problem(item, `${at}[${String(index)}]`)))
      : wrong(value, at, 'a list'),
});

/** Such values by any names. */
export const dictionary = <T>(inner: Shape<T>): Shape<Readonly<Record<string, T>>> => ({
  problem: (value, at) =>
    isRecord(value)
      ? first(
          Object.entries(value).map(
            ([name, item]) =>
              () =>
                inner.problem(item, `${at}.${name}`),
          ),
        )
      : wrong(value, at, 'an object'),
});

/** An object with these properties; others may be there. */
export const record = <T extends object>(properties: {
  readonly [Name in keyof T]-?: Shape<Exclude<T[Name], undefined>>;
}): Shape<T> => ({
  problem(value, at) {
    if (!isRecord(value)) return wrong(value, at, 'an object');
    return first(
      Object.entries<Shape<unknown>>(properties).map(([name, inner]) => () => {
        if (inner.optional === true && value[name] === undefined) return null;
        return inner.problem(value[name], `${at}.${name}`);
      }),
    );
  },
});

/** Whether a value from a file is an object, and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function first(problems: readonly (() => string | null)[]): string | null {
  for (const problem of problems) {
    const found = problem();
    if (found !== null) return found;
  }
  return null;
}
