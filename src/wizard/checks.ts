import type { Field, Kind, Values } from '../changes/kind.ts';
import { UserError } from '../errors.ts';

/** Whether the whole of some values can be planned, of which these may be the last; a sentence when it cannot. */
export type Try = (values: Values, last: boolean) => Promise<string | true>;

/**
 * What the command line would say against these values, in the same words; true when it would say nothing. What is not yet answered
 * is taken for something that is right.
 */
export async function refused(
  kind: Kind,
  values: Values,
  whole: (values: Values) => Promise<string | true>,
): Promise<string | true> {
  const open = kind.fields.filter((field) => field.as === 'argument' && values[field.name] === undefined);
  const stand = open.map((field) => [field.name, standIn(field)]);
  try {
    kind.change({ ...values, ...Object.fromEntries(stand) });
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return open.some(({ type }) => type !== 'pairs') ? true : await whole(values);
}

function standIn({ type, picks }: Field): unknown {
  if (type === 'pairs') return [];
  if (type === 'words') return ['x'];
  return type === 'column' || picks === 'referring' || picks === 'referred' || picks === 'new column' ? 'x.x' : 'x';
}
