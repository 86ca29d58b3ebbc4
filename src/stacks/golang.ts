import { goType, stringLiteral, TAKEN } from '../notes/go.ts';
import { camelBut, goName } from './names.ts';
import { filesIn } from './repo.ts';
import type { Repo } from './stack.ts';
import type { Field, Value, View } from './view.ts';

/** The type of a field in Go, a pointer where it may be NULL. */
export const typeInGo = ({ type, readsNull }: Pick<Field, 'type' | 'readsNull'>): string =>
  goType(type.sql, !readsNull);

/** Fields of a struct with tags, lined up as gofmt does. */
export function struct(fields: readonly Field[], tag: (field: Field, at: number) => string): string[] {
  const rows = fields.map((field, at) => [field.field, typeInGo(field), `\`${tag(field, at)}\``]);
  const widths = [0, 1].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((word, at) => word.padEnd(widths[at] ?? 0))
      .join(' ')
      .trimEnd(),
  );
}

/** A parameter, which must not hide what the snippets use. */
const argument = (name: string): string => camelBut(name, TAKEN);

const typed = (all: readonly Value[]): string[] =>
  all.map(({ parameter, type, writesNull }) => `${argument(parameter)} ${goType(type.sql, !writesNull)}`);

const pairs = (all: readonly Value[]): { readonly field: Field; readonly value: string }[] =>
  all.flatMap(({ parameter, writes }) => writes.map((field) => ({ field, value: argument(parameter) })));

/** The parts of functions that create, read and update a row. */
export function functionsInGo({ values, given, key, fields }: View) {
  const written = values.filter(({ writes }) => writes.length > 0);
  return {
    key: key.field,
    keyName: argument(key.name),
    keyType: typeInGo(key),
    parameters: typed(written),
    createParameters: typed(given),
    // Braces beside those of a template would be taken for its own.
    open: '{',
    close: '}',
    struct: given.flatMap(inStruct).join(', '),
    map: pairs(written)
      .map(({ field, value }) => `"${field.field}": ${value}`)
      .join(', '),
    values: written.map(({ parameter }) => argument(parameter)),
    createValues: given.map(({ parameter }) => argument(parameter)),
    imports: [key, ...fields].some((field) => typeInGo(field).includes('time.Time')) ? ['time'] : [],
    fallbacks: values.flatMap(fallback),
  };
}

/** What a field gets that is nil: the value of the second column, by its address where it is no pointer itself. */
function fallback({ reads: [first, second] }: Value): { readonly first: string; readonly value: string }[] {
  if (first === undefined || second === undefined) return [];
  // One that is never nil is what it is.
  if (!/^[*[]/.test(typeInGo(first))) return [];
  return [{ first: first.field, value: `${addressOf(typeInGo(first), typeInGo(second))}row.${second.field}` }];
}

const addressOf = (wanted: string, given: string): string =>
  wanted.startsWith('*') && !given.startsWith('*') ? '&' : '';

/** The fields of a new row that hold a value. */
const inStruct = ({ parameter, type, writesNull, writes }: Value): string[] =>
  writes.map(
    (field) => `${field.field}: ${addressOf(typeInGo(field), goType(type.sql, !writesNull))}${argument(parameter)}`,
  );

/** A condition as a string of Go, raw only where it has quotes. */
export const sqlInGo = (sql: string): string => (sql.includes('"') ? stringLiteral(sql) : JSON.stringify(sql));

/** The name of a struct's field for a column. */
export const fieldInGo = (column: string): string => goName(column);

/** Files of Go that hold these words. */
export const goFiles = (repo: Repo, pattern: RegExp): { readonly file: string; readonly text: string }[] =>
  filesIn(repo, (path) => path.endsWith('.go') && !path.endsWith('_test.go')).flatMap((file) => {
    const text = repo.read(file) ?? '';
    return pattern.test(text) ? [{ file, text }] : [];
  });
