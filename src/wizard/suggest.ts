/** What people change a type to most often, so that Enter is enough. */
const WIDER: readonly (readonly [RegExp, string])[] = [
  [/^smallint$/, 'integer'],
  [/^integer$/, 'bigint'],
  [/^real$/, 'double precision'],
  [/^character(?: varying)?(?:\(\d+\))?$/, 'text'],
  [/^timestamp(?:\(\d\))? without time zone$/, 'timestamptz'],
  [/^json$/, 'jsonb'],
];

/** A type that this one is often changed to; undefined when nothing comes to mind. */
export function suggestedType(type: string): string | undefined {
  return WIDER.find(([pattern]) => pattern.test(type))?.[1];
}
