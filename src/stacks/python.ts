import type { Value, View } from './view.ts';

/** A string of Python. */
export const pythonString = (text: string): string => JSON.stringify(text);

/** A default that is written down in the model, null when it is none that Python can say. */
export function pythonLiteral(value: View['key']['default']): string | null {
  if (value === null) return null;
  if (value.is === 'string') return pythonString(value.value);
  if (value.is === 'number') return value.value;
  return value.is === 'boolean' ? (value.value === 'true' ? 'True' : 'False') : null;
}

const entries = (values: readonly Value[]): string =>
  values.flatMap(({ parameter, writes }) => writes.map(({ field }) => `${field}=${parameter}`)).join(', ');

/** The parts of functions that create, read and update a row. */
export function pythonFunctions({ values, given, expects }: View) {
  const written = values.filter(({ writes }) => writes.length > 0);
  return {
    parameters: written.map(({ parameter }) => parameter),
    createParameters: given.map(({ parameter }) => parameter).join(', '),
    entries: entries(written),
    createEntries: entries(given),
    assignments: written.flatMap(({ parameter, writes }) => writes.map(({ field }) => ({ field, parameter }))),
    fallbacks: values
      .filter(({ reads }) => reads.length > 1)
      .map(({ reads: [first, second] }) => ({ first: first?.field ?? '', second: second?.field ?? '' })),
    refused: expects.map(({ code, constraint }) => ({ code, constraint })),
  };
}
