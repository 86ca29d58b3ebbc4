import { entityOf, functionsOf, quoted, scriptType } from './javascript.ts';
import { camel, pascal, singular } from './names.ts';
import { npmPackage } from './repo.ts';
import type { Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { Field, View } from './view.ts';

const TYPES = { bigint: 'bigint', date: 'string' } as const;

/** MikroORM: an entity class, whose decorators say with `fieldName` what its columns are called. */
export const mikroorm: Stack = {
  name: 'mikroorm',
  title: 'MikroORM',
  url: 'https://mikro-orm.io/docs/defining-entities',
  seesAll: false,
  migrates: 'mikro-orm',
  detect: (repo) => npmPackage(repo, ['@mikro-orm/core', '@mikro-orm/postgresql']),
  find: (repo, table) => entityOf(repo, table, { table: 'tableName', column: 'fieldName' }),
  names: { model: (table) => pascal(singular(table)), field: camel },
  write(view) {
    const values = functionsOf(view, TYPES);
    return [
      {
        what: view.found?.file ?? 'the entity',
        language: 'ts',
        text: fill('mikroorm/entity.ts', { ...values, ...entity(view) }),
      },
      { what: 'Queries', language: 'ts', text: fill('mikroorm/queries.ts', values) },
    ];
  },
};

const entity = (view: View): object => ({
  imports: ['Entity', 'PrimaryKey', ...(view.fields.length === 0 ? [] : ['Property'])].join(', '),
  fields: [view.key, ...view.fields].map((field, at) => ({
    decorator: at === 0 ? 'PrimaryKey' : 'Property',
    options: options(field, at === 0),
    declared: `${field.field}!: ${scriptType(field.type, TYPES)}${field.readsNull ? ' | null' : ''}`,
  })),
});

function options(field: Field, key: boolean): string {
  const { type, default: value } = field;
  const all = [
    ...(field.field === field.name ? [] : [`fieldName: ${quoted(field.name)}`]),
    // Without it the type of the property decides.
    type.family === 'bigint'
      ? "type: 'bigint'"
      : `columnType: ${quoted(type.sql)}, type: ${quoted(scriptType(type, TYPES))}`,
    ...(key && value?.is === 'sequence' ? ['autoincrement: true'] : []),
    ...(!key && field.readsNull ? ['nullable: true'] : []),
    ...(field.reads ? [] : ['lazy: true']),
    ...(value?.is === 'string' ? [`default: ${quoted(value.value)}`] : []),
    ...(value?.is === 'number' || value?.is === 'boolean' ? [`default: ${value.value}`] : []),
  ];
  return `{ ${all.join(', ')} }`;
}
