import { ident } from '../sql/value.ts';
import { snake } from './names.ts';
import { sqlTable, type Value, type View } from './view.ts';

/** The statements of a version in SQL; a value keeps its name by an alias. `parameter` writes the nth one, from 1, or by its name. */
export function plainStatements(view: View, parameter: (at: number, name: string) => string) {
  const table = sqlTable(view);
  const key = ident(view.key.name).text;
  const columns = (values: readonly Value[], from: number): { readonly column: string; readonly value: string }[] =>
    values.flatMap(({ writes, parameter: name }, at) =>
      writes.map((field) => ({ column: ident(field.name).text, value: parameter(at + from, name) })),
    );
  const given = columns(view.given, 1);
  const written = columns(
    view.values.filter(({ writes }) => writes.length > 0),
    2,
  );
  const read = view.values.flatMap(({ reads }) => {
    const [first] = reads;
    if (first === undefined) return [];
    const names = reads.map(({ name }) => ident(name).text);
    const shown = names.length === 1 ? names.join('') : `COALESCE(${names.join(', ')})`;
    return [names.length === 1 && first.name === first.called ? shown : `${shown} AS ${ident(first.called).text}`];
  });
  const itself = parameter(1, snake(view.key.name));
  return {
    insert:
      given.length === 0
        ? `INSERT INTO ${table} DEFAULT VALUES RETURNING ${key}`
        : `INSERT INTO ${table} (${given.map(({ column }) => column).join(', ')}) VALUES (${given.map(({ value }) => value).join(', ')}) RETURNING ${key}`,
    select: `SELECT ${[key, ...read].join(', ')} FROM ${table} WHERE ${key} = ${itself}`,
    update: `UPDATE ${table} SET ${written.map(({ column, value }) => `${column} = ${value}`).join(', ')} WHERE ${key} = ${itself}`,
  };
}
