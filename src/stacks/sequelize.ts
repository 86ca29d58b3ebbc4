import type { QualifiedName } from '../types.ts';
import { functionsOf, property, quoted, scripts } from './javascript.ts';
import { camel, pascal, singular } from './names.ts';
import { npmPackage } from './repo.ts';
import type { FoundModel, Repo, Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { SqlType } from './types.ts';
import type { Field, View } from './view.ts';

const TYPES: Readonly<Record<SqlType['family'], string>> = {
  smallint: 'SMALLINT',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  numeric: 'DECIMAL',
  real: 'REAL',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  text: 'TEXT',
  varchar: 'STRING',
  char: 'CHAR',
  uuid: 'UUID',
  json: 'JSON',
  jsonb: 'JSONB',
  date: 'DATEONLY',
  timestamp: 'DATE',
  timestamptz: 'DATE',
  time: 'TIME',
  bytea: 'BLOB',
  other: 'TEXT',
};

/** Sequelize: a model, whose attributes say with `field` what their columns are called. */
export const sequelize: Stack = {
  name: 'sequelize',
  title: 'Sequelize',
  url: 'https://sequelize.org/docs/v6/core-concepts/model-basics/',
  seesAll: false,
  migrates: 'sequelize',
  detect: (repo) => npmPackage(repo, ['sequelize', '@sequelize/core']),
  find: findModel,
  names: { model: (table) => pascal(singular(table)), field: camel },
  write(view) {
    const values = functionsOf(view, { bigint: 'string', date: 'string' });
    return [
      {
        what: view.found?.file ?? 'the model',
        language: 'ts',
        text: fill('sequelize/model.ts', { ...values, lines: lines(view) }),
      },
      { what: 'Queries', language: 'ts', text: fill('sequelize/queries.ts', values) },
    ];
  },
};

const lines = (view: View): string[] =>
  [view.key, ...view.fields].map((field, at) => `${property(field.field)}: { ${options(field, at === 0).join(', ')} }`);

function options(field: Field, key: boolean): string[] {
  const { type, default: value } = field;
  const sizes = type.sizes.length === 0 ? '' : `(${type.sizes.join(', ')})`;
  const single = `DataTypes.${TYPES[type.family]}${sizes}`;
  return [
    `type: ${type.array ? `DataTypes.ARRAY(${single})` : single}`,
    ...(key
      ? ['primaryKey: true', ...(value?.is === 'sequence' ? ['autoIncrement: true'] : [])]
      : [`allowNull: ${String(field.readsNull)}`]),
    ...(field.field === field.name ? [] : [`field: ${quoted(field.name)}`]),
    ...(value?.is === 'string' ? [`defaultValue: ${quoted(value.value)}`] : []),
    ...(value?.is === 'number' || value?.is === 'boolean' ? [`defaultValue: ${value.value}`] : []),
  ];
}

/** By tableName, else by the name that define or init gives. */
function findModel(repo: Repo, { name: table }: QualifiedName): FoundModel | null {
  for (const { file, text } of scripts(repo, /\.define\(|\.init\(|@Table\b/)) {
    const own = /tableName:\s*['"]([^'"]+)['"]/.exec(text)?.[1];
    const name = /\.define\(\s*['"](\w+)['"]|class\s+(\w+)\s+extends\s+Model|(\w+)\.init\(/
      .exec(text)
      ?.slice(1)
      .find((each) => each !== undefined);
    if (name === undefined || (own ?? name).toLowerCase() !== table.toLowerCase()) continue;
    const fields = [...text.matchAll(/^\s+(\w+):\s*\{([^{}]*)\}/gm)];
    return {
      name,
      file,
      fields: new Map(
        fields.map(([, field = '', says = '']) => [/field:\s*['"]([^'"]+)['"]/.exec(says)?.[1] ?? field, field]),
      ),
    };
  }
  return null;
}
