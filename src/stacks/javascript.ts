import { camel } from './names.ts';
import type { SqlType } from './types.ts';
import type { Value, View } from './view.ts';

const TYPES: Partial<Readonly<Record<SqlType['family'], string>>> = {
  smallint: 'number',
  integer: 'number',
  real: 'number',
  double: 'number',
  boolean: 'boolean',
  date: 'Date',
  timestamp: 'Date',
  timestamptz: 'Date',
  bytea: 'Uint8Array',
  json: 'object',
  jsonb: 'object',
};

/** The type in TypeScript; `own` are those that a library has otherwise. What has no other is a string. */
export function scriptType(type: SqlType, own: typeof TYPES = {}): string {
  const single = own[type.family] ?? TYPES[type.family] ?? 'string';
  return type.array ? `${single}[]` : single;
}

/** A string of JavaScript. */
export function quoted(text: string): string {
  const body = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${body}'`;
}

/** A property: bare where it may be. */
export const property = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

/** The parts of functions that create, read and update a row; `fieldOf` is what a column is called there. */
export function functionsOf(
  view: View,
  types: typeof TYPES = {},
  fieldOf = (field: Value['reads'][number]) => field.field,
) {
  const typed = (value: Value): string =>
    `${camel(value.parameter)}: ${scriptType(value.type, types)}${value.writesNull ? ' | null' : ''}`;
  const written = view.values.filter(({ writes }) => writes.length > 0);
  const entries = (values: readonly Value[]): string =>
    values
      .flatMap(({ parameter, writes }) =>
        writes.map((field) => {
          const [name, value] = [property(fieldOf(field)), camel(parameter)];
          return name === value ? name : `${name}: ${value}`;
        }),
      )
      .join(', ');
  const fallbacks = view.values
    .filter(({ reads }) => reads.length > 1)
    .map(({ reads: [first, ...others] }) => {
      const all = [first, ...others].flatMap((field) => (field === undefined ? [] : [`row.${fieldOf(field)}`]));
      return `${first === undefined ? '' : property(fieldOf(first))}: ${all.join(' ?? ')}`;
    });
  return {
    parameters: written.map(typed),
    entries: entries(written),
    createParameters: view.given.map(typed),
    createEntries: entries(view.given),
    fallbacks: fallbacks.join(', '),
    keyType: scriptType(view.key.type, types),
  };
}
