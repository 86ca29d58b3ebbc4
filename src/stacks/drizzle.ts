import type { QualifiedName } from '../types.ts';
import { functionsOf, property, quoted, scripts } from './javascript.ts';
import { camel } from './names.ts';
import { npmPackage } from './repo.ts';
import type { FoundModel, Repo, Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { SqlType, Standard } from './types.ts';
import type { Field, View } from './view.ts';

const BUILDERS: Readonly<Record<SqlType['family'], string>> = {
  smallint: 'smallint',
  integer: 'integer',
  bigint: 'bigint',
  numeric: 'numeric',
  real: 'real',
  double: 'doublePrecision',
  boolean: 'boolean',
  text: 'text',
  varchar: 'varchar',
  char: 'char',
  uuid: 'uuid',
  json: 'json',
  jsonb: 'jsonb',
  date: 'date',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  time: 'time',
  bytea: 'bytea',
  other: 'text',
};

/** Drizzle: a table is a constant, whose properties are columns under the names of the code. */
export const drizzle: Stack = {
  name: 'drizzle',
  title: 'Drizzle',
  url: 'https://orm.drizzle.team/docs/sql-schema-declaration',
  seesAll: false,
  migrates: 'drizzle',
  detect: (repo) => npmPackage(repo, ['drizzle-orm']),
  find: findTable,
  names: { model: camel, field: camel },
  write(view) {
    const values = functionsOf(view, { bigint: 'number', date: 'string' });
    return [
      {
        what: view.found?.file ?? 'schema.ts',
        language: 'ts',
        text: fill('drizzle/schema.ts', { ...values, ...schema(view) }),
      },
      { what: 'Queries', language: 'ts', text: fill('drizzle/queries.ts', values) },
    ];
  },
};

function schema(view: View): object {
  const fields = [view.key, ...view.fields];
  const used = fields.map(({ type }) => BUILDERS[type.family]);
  return {
    imports: [...new Set([view.schema === 'public' ? 'pgTable' : 'pgSchema', ...used])].toSorted().join(', '),
    raw: fields.some((field) => standard(field.default).includes('sql`')),
    lines: fields.map((field) => `${property(field.field)}: ${definition(field, field.name === view.key.name)}`),
  };
}

function definition(field: Field, key: boolean): string {
  const { type, name } = field;
  const options: Partial<Record<SqlType['family'], string>> = {
    bigint: "{ mode: 'number' }",
    timestamptz: '{ withTimezone: true }',
    varchar: type.sizes[0] === undefined ? '' : `{ length: ${type.sizes[0]} }`,
    char: type.sizes[0] === undefined ? '' : `{ length: ${type.sizes[0]} }`,
    numeric: type.sizes.length < 2 ? '' : `{ precision: ${type.sizes[0] ?? ''}, scale: ${type.sizes[1] ?? ''} }`,
  };
  const option = options[type.family] ?? '';
  return [
    `${BUILDERS[type.family]}(${quoted(name)}${option === '' ? '' : `, ${option}`})`,
    type.array ? '.array()' : '',
    key ? '.primaryKey()' : field.readsNull ? '' : '.notNull()',
    key && field.default?.is === 'sequence' ? '.generatedByDefaultAsIdentity()' : standard(field.default),
  ].join('');
}

function standard(value: Standard | null): string {
  if (value === null || value.is === 'sequence') return '';
  if (value.is === 'now') return '.defaultNow()';
  if (value.is === 'uuid') return '.defaultRandom()';
  if (value.is === 'expression') return `.default(sql\`${value.sql.replace(/[`\\$]/g, '\\$&')}\`)`;
  return `.default(${value.is === 'string' ? quoted(value.value) : value.value})`;
}

function findTable(repo: Repo, { name }: QualifiedName): FoundModel | null {
  for (const { file, text } of scripts(repo, /pgTable\(|\.table\(/)) {
    for (const [, constant = '', table = '', body = ''] of text.matchAll(
      /(?:const|let)\s+(\w+)\s*=\s*(?:pgTable|\w+\.table)\(\s*['"]([^'"]+)['"]\s*,([^]*?)(?=^(?:export|const|let)\b|$(?![^]))/gm,
    )) {
      if (table !== name) continue;
      const fields = [...body.matchAll(/^\s+(\w+):\s*\w+\(\s*(?:['"]([^'"]+)['"])?/gm)];
      return {
        name: constant,
        file,
        fields: new Map(fields.map(([, field = '', column]) => [column ?? field, field])),
      };
    }
  }
  return null;
}
