import { entityOf, functionsOf, quoted, scriptType } from './javascript.ts';
import { camel, pascal, singular } from './names.ts';
import { npmPackage } from './repo.ts';
import type { Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { Field, View } from './view.ts';

const TYPES = { bigint: 'string', date: 'string' } as const;

/** TypeORM: an entity class, whose decorators say what its columns are called. */
export const typeorm: Stack = {
  name: 'typeorm',
  title: 'TypeORM',
  url: 'https://typeorm.io/docs/entity/entities',
  seesAll: false,
  migrates: 'typeorm',
  detect: (repo) => npmPackage(repo, ['typeorm']),
  find: (repo, table) => entityOf(repo, table, { table: 'name', column: 'name' }),
  names: { model: (table) => pascal(singular(table)), field: camel },
  write(view) {
    const values = functionsOf(view, TYPES);
    return [
      {
        what: view.found?.file ?? 'the entity',
        language: 'ts',
        text: fill('typeorm/entity.ts', { ...values, ...entity(view) }),
      },
      { what: 'Queries', language: 'ts', text: fill('typeorm/queries.ts', values) },
    ];
  },
};

function entity(view: View): object {
  const generated = view.key.default?.is === 'sequence';
  return {
    imports: [
      ...(view.fields.length === 0 ? [] : ['Column']),
      'Entity',
      generated ? 'PrimaryGeneratedColumn' : 'PrimaryColumn',
    ].join(', '),
    fields: [view.key, ...view.fields].map((field, at) => ({
      decorator: at > 0 ? 'Column' : generated ? 'PrimaryGeneratedColumn' : 'PrimaryColumn',
      options: options(field, at === 0),
      declared: `${field.field}!: ${scriptType(field.type, TYPES)}${field.readsNull ? ' | null' : ''}`,
    })),
  };
}

function options(field: Field, key: boolean): string {
  const { type } = field;
  const all = [
    ...(field.field === field.name ? [] : [`name: ${quoted(field.name)}`]),
    `type: ${quoted(type.array ? type.sql.replace(/\[\]$/, '') : type.sql.replace(/\(.*\)/, ''))}`,
    ...(type.array ? ['array: true'] : []),
    ...(['varchar', 'char'].includes(type.family) && type.sizes[0] !== undefined ? [`length: ${type.sizes[0]}`] : []),
    ...(!key && field.readsNull ? ['nullable: true'] : []),
    // Written and not read yet.
    ...(field.reads ? [] : ['select: false']),
    ...(key ? [] : standard(field)),
  ];
  return `{ ${all.join(', ')} }`;
}

function standard({ default: value }: Field): string[] {
  if (value === null || value.is === 'sequence') return [];
  if (value.is === 'string') return [`default: ${quoted(value.value)}`];
  if (value.is === 'number' || value.is === 'boolean') return [`default: ${value.value}`];
  return [
    `default: () => ${quoted(value.is === 'expression' ? value.sql : value.is === 'now' ? 'now()' : 'gen_random_uuid()')}`,
  ];
}
