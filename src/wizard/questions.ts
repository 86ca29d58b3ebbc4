import type { Field, Kind } from '../changes/kind.ts';
import type { Listing } from '../commands/live.ts';
import { UserError } from '../errors.ts';
import type { Asker } from './asker.ts';

/** Which kind of change; not asked when there is only one. */
export async function askKind(kinds: readonly Kind[], asker: Asker): Promise<Kind> {
  const [only, ...others] = kinds;
  if (only === undefined) throw new Error('no kind of change is registered');
  if (others.length === 0) return only;
  const name = await asker.choose(
    'What do you want to change?',
    kinds.map(({ name: each, summary }) => ({ name: each, detail: summary })),
  );
  return kinds.find((kind) => kind.name === name) ?? only;
}

/** A question for each field of the kind, in their order. */
export async function askValues(kind: Kind, listing: Listing, asker: Asker): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  const asked = kind.fields.filter(({ type }) => type !== 'pairs');
  for (const [index, field] of asked.entries()) {
    const last = index === asked.length - 1;
    values[field.name] = await askField(
      field,
      listing,
      asker,
      last ? (answer) => accepted(kind, { ...values, [field.name]: answer }) : undefined,
    );
  }
  return values;
}

async function askField(
  field: Field,
  listing: Listing,
  asker: Asker,
  check: ((answer: string) => string | true) | undefined,
): Promise<unknown> {
  switch (field.type) {
    case 'column': {
      const table = await asker.choose(`${field.question} First its table`, await listing.tables());
      return `${table}.${await asker.choose(field.question, await listing.columns(table))}`;
    }
    case 'table':
      return await asker.choose(field.question, await listing.tables());
    case 'identifier':
    case 'index':
    case 'text':
      return await asker.text(field.question, check === undefined ? {} : { check });
    case 'words':
      return (await asker.text(field.question)).split(/\s+/);
    case 'pairs':
      return [];
    case 'flag':
      return await asker.confirm(field.question, false);
  }
}

// What the command line would refuse is refused at the question, where it can be mended.
function accepted(kind: Kind, values: Record<string, unknown>): string | true {
  try {
    kind.change(values);
    return true;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}
