import { parseParts, quoteName, spellings } from '../catalog/name.ts';
import { UserError } from '../errors.ts';
import type { Catalog, Change, Column } from '../types.ts';
import type { Kind } from './kind.ts';

/** A column, as it was typed, and its new name. */
interface Renaming {
  readonly target: string;
  readonly name: string;
}

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

/** What `also` holds: columns and their new names, taking turns. Throws UserError when one of them has no new name. */
function more(values: Readonly<Record<string, unknown>>): Renaming[] {
  const words = Array.isArray(values.also) ? values.also.map(String) : [];
  if (words.length % 2 === 1) {
    throw new UserError(`rename needs a new name for ${words.at(-1) ?? ''} too.`, {
      hint: 'plan rename users.full_name display_name users.mail email',
    });
  }
  return words.flatMap((target, at) => (at % 2 === 0 ? [{ target, name: newName(words[at + 1] ?? '') }] : []));
}

/** Every column that the change names. */
const renamings = (change: Change): Renaming[] => [
  { target: String(change.target), name: String(change.name) },
  ...(Array.isArray(change.also) ? (change.also as Renaming[]) : []),
];

/** The target as it is spelled in the catalog. */
function columnOf(target: string, { table }: Catalog): Column {
  const typed = parseParts(target).at(-1);
  const candidates = typed === undefined ? [] : spellings(typed);
  const [column] = candidates.flatMap((name) => table.columns.filter((c) => c.name === name));
  if (column !== undefined) return column;
  throw new UserError(`${quoteName(table.schema, table.name)} has no column ${target}.`);
}

export const rename: Kind = {
  name: 'rename',
  summary: 'Rename while old and new code run',
  why: 'ALTER TABLE ... RENAME COLUMN is instant, and in the same instant every running copy of the old code fails.',
  examples: [
    'plan rename users.full_name display_name',
    'plan rename billing.invoices.total amount --format golang-migrate',
    'plan rename users.full_name display_name users.mail email',
    'plan rename users people',
    'plan rename \'"Users"."fullName"\' displayName --dry-run',
  ],
  fields: [
    {
      name: 'target',
      as: 'argument',
      type: 'column',
      placeholder: '<table.column>',
      question: 'Which column?',
      help: 'the column or table: table.column, schema.table.column, table or schema.table',
    },
    {
      name: 'name',
      as: 'argument',
      type: 'identifier',
      placeholder: '<new_name>',
      question: 'Its new name?',
      help: 'the new name',
    },
    {
      name: 'also',
      as: 'argument',
      type: 'pairs',
      placeholder: '[more...]',
      question: 'More columns of the table?',
      help: 'more columns of the same table, each with its new name: all go in one pass over the rows',
    },
  ],
  change(values) {
    const also = more(values);
    return {
      kind: 'rename',
      target: text(values, 'target'),
      name: newName(text(values, 'name')),
      ...(also.length === 0 ? {} : { also }),
    };
  },
  targets: (change) => renamings(change).map(({ target }) => target),
  async planner() {
    const [{ planColumns }, { planRenameTable }] = await Promise.all([
      import('../steps/plan-columns.ts'),
      import('../steps/rename-table/plan.ts'),
    ]);
    return (change, catalog, options) => {
      if (catalog.target === 'table') return planRenameTable(change, catalog, String(change.name), options);
      return planColumns(
        change,
        catalog,
        renamings(change).map(({ target, name }) => ({ old: columnOf(target, catalog), name })),
        options,
      );
    };
  },
};
