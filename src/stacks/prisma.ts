import type { QualifiedName } from '../types.ts';
import { functionsOf } from './javascript.ts';
import { camel, pascal, singular } from './names.ts';
import { filesIn, npmPackage } from './repo.ts';
import type { FoundModel, Repo, Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { SqlType, Standard } from './types.ts';
import type { Field, View } from './view.ts';

const TYPES: Readonly<Record<SqlType['family'], string>> = {
  smallint: 'Int',
  integer: 'Int',
  bigint: 'BigInt',
  numeric: 'Decimal',
  real: 'Float',
  double: 'Float',
  boolean: 'Boolean',
  text: 'String',
  varchar: 'String',
  char: 'String',
  uuid: 'String',
  json: 'Json',
  jsonb: 'Json',
  date: 'DateTime',
  timestamp: 'DateTime',
  timestamptz: 'DateTime',
  time: 'DateTime',
  bytea: 'Bytes',
  other: 'Unsupported',
};

/** Types that are not the one Prisma takes for its own. */
const NATIVE: Partial<Readonly<Record<SqlType['family'], string>>> = {
  smallint: 'SmallInt',
  real: 'Real',
  varchar: 'VarChar',
  char: 'Char',
  uuid: 'Uuid',
  json: 'Json',
  date: 'Date',
  timestamptz: 'Timestamptz',
  time: 'Time',
  numeric: 'Decimal',
};

/** Prisma: the schema file says what columns are called and which the client knows. */
export const prisma: Stack = {
  name: 'prisma',
  title: 'Prisma',
  url: 'https://www.prisma.io/docs/orm/reference/prisma-schema-reference',
  seesAll: false,
  migrates: 'prisma',
  detect: (repo) => {
    const [schema] = schemas(repo);
    return schema === undefined ? npmPackage(repo, ['@prisma/client', 'prisma']) : `there is ${schema}`;
  },
  find: findModel,
  names: { model: (table) => pascal(singular(table)), field: camel },
  write(view) {
    const values = { ...view, ...functionsOf(view, { bigint: 'bigint', numeric: 'number' }) };
    return [
      { what: view.found?.file ?? 'schema.prisma', language: 'prisma', text: fill('prisma/model.prisma', model(view)) },
      {
        what: 'Queries',
        language: 'ts',
        text: fill('prisma/queries.ts', {
          ...values,
          delegate: `${view.model.charAt(0).toLowerCase()}${view.model.slice(1)}`,
          key: view.key.field,
          selected: [view.key, ...view.fields.filter(({ reads }) => reads)]
            .map(({ field }) => `${field}: true`)
            .join(', '),
          refused: view.expects.map(({ code }) => REFUSED[code] ?? '').join(' || '),
        }),
      },
    ];
  },
};

const REFUSED: Readonly<Record<string, string>> = {
  '23505': "(error as { code?: string }).code === 'P2002'",
  '23503': "(error as { code?: string }).code === 'P2003'",
  // Prisma has no code of its own for a check.
  '23514': '/23514|violates check constraint/.test(String(error))',
};

const schemas = (repo: Repo): string[] => filesIn(repo, (path) => path.endsWith('.prisma'));

function model(view: View): object {
  const lines = [
    ...[view.key, ...view.fields].map((field) => [
      field.field,
      typeOf(field),
      attributes(field, field.name === view.key.name),
    ]),
    // An ignored field that has to have a value takes create() away from the whole model.
    ...view.ignored.map((field) => [
      field.field,
      `${typeOf({ ...field, readsNull: false })}?`,
      `${map(field)}${native(field)} @ignore`.trim(),
    ]),
  ];
  const widths = [0, 1].map((at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return {
    model: view.model,
    lines: lines.map((line) =>
      line
        .map((word, at) => word.padEnd(widths[at] ?? 0))
        .join(' ')
        .trimEnd(),
    ),
    map: view.model === view.table ? '' : quotedName(view.table),
    schema: view.schema === 'public' ? '' : quotedName(view.schema),
  };
}

const quotedName = (name: string): string => JSON.stringify(name);

const map = ({ field, name }: Field): string => (field === name ? '' : `@map(${quotedName(name)})`);

function typeOf({ type, readsNull }: Field): string {
  const name = type.family === 'other' ? `Unsupported(${quotedName(type.sql)})` : TYPES[type.family];
  return `${name}${type.array ? '[]' : readsNull ? '?' : ''}`;
}

function native({ type }: Field): string {
  const name = NATIVE[type.family];
  if (name === undefined || (type.family === 'numeric' && type.sizes.length === 0)) return '';
  return ` @db.${name}${type.sizes.length === 0 ? '' : `(${type.sizes.join(', ')})`}`;
}

function attributes(field: Field, key: boolean): string {
  return [key ? '@id' : '', standard(field.default), map(field), native(field).trim()]
    .filter((part) => part !== '')
    .join(' ');
}

function standard(value: Standard | null): string {
  if (value === null) return '';
  if (value.is === 'sequence') return '@default(autoincrement())';
  if (value.is === 'now') return '@default(now())';
  if (value.is === 'uuid') return '@default(dbgenerated("gen_random_uuid()"))';
  if (value.is === 'expression') return `@default(dbgenerated(${quotedName(value.sql)}))`;
  if (value.is === 'string') return `@default(${quotedName(value.value)})`;
  return `@default(${value.value})`;
}

/** Looks for the model in all schema files: by @@map, else by its own name. */
function findModel(repo: Repo, table: QualifiedName): FoundModel | null {
  for (const file of schemas(repo)) {
    for (const [, name = '', body = ''] of (repo.read(file) ?? '').matchAll(/^model\s+(\w+)\s*\{([^]*?)^\}/gm)) {
      const mapped = /@@map\(\s*(?:name:\s*)?"((?:[^"\\]|\\.)*)"/.exec(body)?.[1] ?? name;
      if (mapped === table.name) return { name, file, fields: fieldsOf(body) };
    }
  }
  return null;
}

function fieldsOf(body: string): Map<string, string> {
  const lines = body.split('\n').filter((line) => /^\s*\w+\s+\w/.test(line));
  return new Map(
    lines.map((line) => {
      const field = /^\s*(\w+)/.exec(line)?.[1] ?? '';
      return [/[^@]@map\(\s*(?:name:\s*)?"([^"]*)"/.exec(line)?.[1] ?? field, field];
    }),
  );
}
