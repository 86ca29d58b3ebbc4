import type { QualifiedName } from '../types.ts';
import { filesIn } from './repo.ts';
import type { FoundModel, Repo } from './stack.ts';
import { camel, isModelOf } from './names.ts';
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
  const read = [view.key, ...view.fields.filter(({ reads }) => reads)];
  return {
    model: view.model,
    table: quoted(view.table),
    schema: view.schema === 'public' ? '' : quoted(view.schema),
    key: view.key.field,
    keyName: camel(view.key.name),
    keyColumn: quoted(view.key.name),
    where:
      property(view.key.name) === camel(view.key.name)
        ? camel(view.key.name)
        : `${property(view.key.name)}: ${camel(view.key.name)}`,
    read: read.map((field, at) => ({
      comma: at < read.length - 1 ? ', ' : '',
      field: property(field.field),
      column: quoted(field.name),
    })),
    refused: view.expects.map(({ code }) => quoted(code)).join(', '),
    parameters: written.map(typed),
    entries: entries(written),
    createParameters: view.given.map(typed),
    createEntries: entries(view.given),
    fallbacks: fallbacks.join(', '),
    keyType: scriptType(view.key.type, types),
  };
}

/** Files of TypeScript and JavaScript that hold one of these words. */
export function scripts(repo: Repo, pattern: RegExp): { readonly file: string; readonly text: string }[] {
  return filesIn(repo, (path) => /\.[cm]?[jt]sx?$/.test(path) && !path.endsWith('.d.ts')).flatMap((file) => {
    const text = repo.read(file) ?? '';
    return pattern.test(text) ? [{ file, text }] : [];
  });
}

/** An entity class whose decorators name the table and the columns; `called` are the options that do. */
export function entityOf(
  repo: Repo,
  table: QualifiedName,
  called: { readonly table: string; readonly column: string },
): FoundModel | null {
  for (const { file, text } of scripts(repo, /@Entity\(/)) {
    for (const [, options = '', name = '', body = ''] of text.matchAll(
      /@Entity\(([^)]*)\)\s*(?:@\w+\([^)]*\)\s*)*(?:export\s+)?(?:default\s+)?class\s+(\w+)([^]*?)(?=^@|$(?![^]))/gm,
    )) {
      const own = new RegExp(`(?:^\\s*|\\b${called.table}:\\s*)['"]([^'"]+)['"]`).exec(options)?.[1];
      if (own === undefined ? isModelOf(name, table.name) : own === table.name)
        return { name, file, fields: decorated(body, called.column) };
    }
  }
  return null;
}

function decorated(body: string, option: string): Map<string, string> {
  const found = body.matchAll(
    /@(?:\w*Column|Property|PrimaryKey)\(((?:[^()]|\([^()]*\))*)\)\s*(?:@\w+\([^)]*\)\s*)*(?:readonly\s+|public\s+)?(\w+)[!?]?\s*[:=]/g,
  );
  return new Map(
    [...found].map(([, options = '', field = '']) => [
      new RegExp(`\\b${option}:\\s*['"]([^'"]+)['"]`).exec(options)?.[1] ?? field,
      field,
    ]),
  );
}
