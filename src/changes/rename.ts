import { parseParts, quoteName, spellings } from '../catalog/name.ts';
import { UserError } from '../errors.ts';
import type { Catalog, Change, Column } from '../types.ts';
import type { Kind } from './kind.ts';

/** Bytes of a name in PostgreSQL (NAMEDATALEN - 1); it would cut a longer one without a word. */
const MAX_BYTES = 63;

const text = (values: Readonly<Record<string, unknown>>, field: string): string => {
  const value = values[field];
  if (typeof value === 'string' && value !== '') return value;
  throw new UserError(`rename needs ${field === 'target' ? 'the column to rename' : 'the new name'}.`, {
    hint: 'plan rename users.full_name display_name',
  });
};

/** A new name is taken as it is typed, capital letters too; between double quotes it may hold anything. */
function newName(typed: string): string {
  const parts = parseParts(typed);
  const [part] = parts;
  if (part === undefined || parts.length !== 1) {
    throw new UserError(`${JSON.stringify(typed)} is not one name: a column is renamed within its table.`, {
      hint: 'plan rename users.full_name display_name',
    });
  }
  const bytes = Buffer.byteLength(part.text);
  if (bytes <= MAX_BYTES) return part.text;
  throw new UserError(
    `${JSON.stringify(typed)} has ${bytes} bytes; PostgreSQL keeps the first ${MAX_BYTES} of a name.`,
    {
      hint: 'Choose a shorter name.',
    },
  );
}

/** The target as it is spelled in the catalog. */
function columnOf(change: Change, { table }: Catalog): Column {
  const typed = parseParts(String(change.target)).at(-1);
  const candidates = typed === undefined ? [] : spellings(typed);
  const [column] = candidates.flatMap((name) => table.columns.filter((c) => c.name === name));
  if (column !== undefined) return column;
  throw new UserError(`${quoteName(table.schema, table.name)} has no column ${String(change.target)}.`);
}

export const rename: Kind = {
  name: 'rename',
  summary: 'Rename a column while old and new code run side by side',
  why: 'ALTER TABLE ... RENAME COLUMN is instant, and in the same instant every running copy of the old code fails.',
  examples: [
    'plan rename users.full_name display_name',
    'plan rename billing.invoices.total amount --format golang-migrate',
    'plan rename \'"Users"."fullName"\' displayName --dry-run',
  ],
  fields: [
    {
      name: 'target',
      as: 'argument',
      type: 'column',
      placeholder: '<table.column>',
      question: 'Which column?',
      help: 'the column: table.column or schema.table.column',
    },
    {
      name: 'name',
      as: 'argument',
      type: 'identifier',
      placeholder: '<new_name>',
      question: 'Its new name?',
      help: 'the new name',
    },
  ],
  change: (values) => ({ kind: 'rename', target: text(values, 'target'), name: newName(text(values, 'name')) }),
  target: (change) => String(change.target),
  async planner() {
    const { planRename } = await import('../steps/plan-two-columns.ts');
    return (change, catalog, options) =>
      planRename(change, catalog, columnOf(change, catalog), String(change.name), options);
  },
};
