import type { QualifiedName } from '../types.ts';
import { pascal, singular, snake } from './names.ts';
import { filesIn, namedIn } from './repo.ts';
import type { FoundModel, Repo, Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { SqlType } from './types.ts';
import type { Field, Value, View } from './view.ts';

const TYPES: Readonly<Record<SqlType['family'], string>> = {
  smallint: ':integer',
  integer: ':integer',
  bigint: ':integer',
  numeric: ':decimal',
  real: ':float',
  double: ':float',
  boolean: ':boolean',
  text: ':string',
  varchar: ':string',
  char: ':string',
  uuid: 'Ecto.UUID',
  json: ':map',
  jsonb: ':map',
  date: ':date',
  timestamp: ':naive_datetime',
  timestamptz: ':utc_datetime',
  time: ':time',
  bytea: ':binary',
  other: ':string',
};

const WHOLE: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint']);

const REFUSED: Readonly<Record<string, string>> = {
  '23503': 'foreign_key_constraint',
  '23505': 'unique_constraint',
  '23514': 'check_constraint',
};

/** Ecto: a schema, whose fields say with `source` what their columns are called. */
export const ecto: Stack = {
  name: 'ecto',
  title: 'Ecto',
  url: 'https://hexdocs.pm/ecto/Ecto.Schema.html',
  seesAll: false,
  migrates: 'ecto',
  detect: (repo) => namedIn(repo, 'mix.exs', /\{\s*:(?:ecto_sql|ecto|phoenix_ecto)\b/, 'ecto'),
  find: findSchema,
  names: { model: (table) => pascal(singular(table)), field: snake },
  write(view) {
    const written = view.values.filter(({ writes }) => writes.length > 0);
    return [
      { what: view.found?.file ?? 'the schema', language: 'elixir', text: fill('ecto/schema.ex', schema(view)) },
      {
        what: 'Queries',
        language: 'elixir',
        text: fill('ecto/queries.ex', {
          model: view.model,
          key: snake(view.key.name),
          createParameters: view.given.map(({ parameter }) => parameter).join(', '),
          given: pairs(view.given),
          parameters: written.map(({ parameter }) => parameter),
          written: pairs(written),
          // Braces beside those of a template would be taken for its own.
          open: '%{',
          close: '}',
          fallbacks: view.values
            .filter(({ reads }) => reads.length > 1)
            .map(({ field, reads: [, second] }) => `${field}: ${firstOf(field, second?.field ?? field)}`)
            .join(', '),
          refused: view.expects.map(
            ({ code, constraint }) =>
              `${REFUSED[code] ?? 'check_constraint'}(:${view.values[0]?.field ?? view.key.field}, name: ${JSON.stringify(constraint)})`,
          ),
        }),
      },
    ];
  },
};

const firstOf = (field: string, second: string): string =>
  `if(is_nil(row.${field}), do: row.${second}, else: row.${field})`;

const pairs = (values: readonly Value[]): string =>
  values.flatMap(({ parameter, writes }) => writes.map(({ field }) => `${field}: ${parameter}`)).join(', ');

function schema(view: View): object {
  const own = view.key.name === 'id' && ['bigint', 'integer'].includes(view.key.type.family);
  return {
    model: view.model,
    table: JSON.stringify(view.table),
    prefix: view.schema === 'public' ? '' : JSON.stringify(view.schema),
    key: own ? '' : primaryKey(view.key),
    lines: view.fields.map(declared),
  };
}

/** Only :id and types that can make a value take autogenerate; what the database makes otherwise is read back. */
function primaryKey({ field, name, type, default: value }: Field): string {
  const counted = value?.is === 'sequence' && WHOLE.has(type.family);
  const made = counted || (value !== null && type.family === 'uuid');
  const options = [
    `autogenerate: ${String(made)}`,
    ...(value === null || made ? [] : ['read_after_writes: true']),
    ...(field === name ? [] : [`source: ${atom(name)}`]),
  ];
  return `{:${field}, ${counted ? ':id' : TYPES[type.family]}, ${options.join(', ')}}`;
}

const atom = (name: string): string => (/^[a-z_]\w*$/i.test(name) ? `:${name}` : `:${JSON.stringify(name)}`);

function declared(field: Field): string {
  const { type, default: value } = field;
  const single = TYPES[type.family];
  return [
    `field :${field.field}, ${type.array ? `{:array, ${single}}` : single}`,
    ...(field.field === field.name ? [] : [`source: ${atom(field.name)}`]),
    ...(value?.is === 'string' ? [`default: ${JSON.stringify(value.value)}`] : []),
    ...(value?.is === 'number' || value?.is === 'boolean' ? [`default: ${value.value}`] : []),
    // Written and not read yet, or made by the database.
    ...(field.reads ? [] : ['load_in_query: false']),
    ...(field.writes ? [] : ['read_after_writes: true']),
  ].join(', ');
}

function findSchema(repo: Repo, { name: table }: QualifiedName): FoundModel | null {
  for (const file of filesIn(repo, (path) => path.endsWith('.ex'))) {
    const text = repo.read(file) ?? '';
    if (!text.includes(`schema "${table}"`)) continue;
    const fields = [...text.matchAll(/^\s+field\(?\s*:(\w+[?!]?)(?:[^\n]*?\bsource:\s*:"?(\w+))?/gm)];
    const name = /defmodule\s+([\w.]+)/.exec(text)?.[1] ?? pascal(singular(table));
    return { name, file, fields: new Map(fields.map(([, field = '', column = field]) => [column, field])) };
  }
  return null;
}
