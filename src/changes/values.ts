import { parseParts, quoteName, spellings } from '../catalog/name.ts';
import { UserError } from '../errors.ts';
import type { Catalog, Column } from '../types.ts';
import type { Values } from './kind.ts';

/** Bytes of a name in PostgreSQL (NAMEDATALEN - 1); it would cut a longer one without a word. */
const MAX_BYTES = 63;

/** A value that must be given. Throws UserError with the example to type. */
export function given(values: Values, field: string, missing: string, example: string): string {
  const value = values[field];
  if (typeof value === 'string' && value.trim() !== '') return value;
  throw new UserError(missing, { hint: example });
}

/** A value that may be left out. */
export function optional(values: Values, field: string): string | undefined {
  const value = values[field];
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Several words, each as it was typed. */
export const wordsOf = (values: Values, field: string): string[] => {
  const value = values[field];
  return Array.isArray(value) ? value.map(String).filter((word) => word !== '') : [];
};

/** A new name is taken as it is typed, capital letters too; between double quotes it may hold anything. Throws UserError. */
export function newName(typed: string, wrong: string, example: string): string {
  const parts = parseParts(typed);
  const [part] = parts;
  if (part === undefined || parts.length !== 1) {
    throw new UserError(`${JSON.stringify(typed)} is not one name: ${wrong}.`, { hint: example });
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

/**
 * The column of the table that a word means: a name of one part, or the last part of a target. Unquoted names fold as
 * PostgreSQL folds them, their exact spelling is tried second. Throws UserError when the table has no such column.
 */
export function columnOf(word: string, { table }: Pick<Catalog, 'table'>): Column {
  const typed = parseParts(word).at(-1);
  const candidates = typed === undefined ? [] : spellings(typed);
  const [column] = candidates.flatMap((name) => table.columns.filter((c) => c.name === name));
  if (column !== undefined) return column;
  throw new UserError(
    `${quoteName(table.schema, table.name)} has no column ${word}. Its columns: ${table.columns.map(({ name }) => quoteName(name)).join(', ')}.`,
    { hint: 'Name one of these.' },
  );
}

/** The column that the change's target means. Throws UserError when the target turned out to be a table. */
export function targetColumn(target: string, catalog: Catalog, example: string): Column {
  if (catalog.target === 'columns') return columnOf(target, catalog);
  throw new UserError(
    `${quoteName(catalog.table.schema, catalog.table.name)} is a table; this change is about a column.`,
    {
      hint: example,
    },
  );
}

/** `[schema.]table.column` of a column that is still to come, as its table and its own name. Throws UserError when it is one part. */
export function newColumn(target: string, example: string): { table: string; column: string } {
  const parts = parseParts(target);
  const written = parts.map(({ text, quoted }) => (quoted ? `"${text.replaceAll('"', '""')}"` : text));
  if (parts.length < 2) throw new UserError(`${JSON.stringify(target)} names no column of a table.`, { hint: example });
  return {
    table: written.slice(0, -1).join('.'),
    column: newName(written.at(-1) ?? '', 'a column has one', example),
  };
}

/** Words of which there must be one at least. Throws UserError with the example to type. */
export function givenWords(values: Values, field: string, missing: string, example: string): string[] {
  const words = wordsOf(values, field).filter((word) => word.trim() !== '');
  if (words.length > 0) return words;
  throw new UserError(missing, { hint: example });
}

/** A list of names, separated by commas outside double quotes. */
export function names(values: Values, field: string): string[] {
  const value = optional(values, field);
  return value === undefined ? [] : splitNames(value);
}

/** `a, "b,c"` as its names, each as it was typed. */
export const splitNames = (text: string): string[] =>
  (text.match(/(?:"(?:[^"]|"")*"|[^,"])+/g) ?? []).map((name) => name.trim()).filter((name) => name !== '');

/** The `--name` of what is made. Throws UserError for more than one name, and for one that PostgreSQL would cut. */
export function optionalName(values: Values, example: string): string | undefined {
  const typed = optional(values, 'name');
  return typed === undefined ? undefined : newName(typed, 'what is made has one', example);
}
