import type { QualifiedName } from '../types.ts';
import { fieldInJava, fieldsOf, parameterInJava } from './java.ts';
import { isModelOf, pascal, singular } from './names.ts';
import { filesIn, namedIn } from './repo.ts';
import type { FoundModel, Repo, Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { SqlType } from './types.ts';
import type { Field, Value, View } from './view.ts';

const TYPES: Readonly<Record<SqlType['family'], string>> = {
  smallint: 'Short',
  integer: 'Integer',
  bigint: 'Long',
  numeric: 'java.math.BigDecimal',
  real: 'Float',
  double: 'Double',
  boolean: 'Boolean',
  text: 'String',
  varchar: 'String',
  char: 'String',
  uuid: 'java.util.UUID',
  json: 'String',
  jsonb: 'String',
  date: 'java.time.LocalDate',
  timestamp: 'java.time.LocalDateTime',
  timestamptz: 'java.time.OffsetDateTime',
  time: 'java.time.LocalTime',
  bytea: 'byte[]',
  other: 'String',
};

/** Hibernate and any other JPA: an entity, whose annotations say what its columns are called. */
export const jpa: Stack = {
  name: 'jpa',
  title: 'Hibernate (JPA)',
  url: 'https://jakarta.ee/specifications/persistence/',
  seesAll: false,
  migrates: null,
  detect: (repo) =>
    namedIn(
      repo,
      /^(?:pom\.xml|build\.gradle(?:\.kts)?|libs\.versions\.toml)$/,
      /hibernate|spring-boot-starter-data-jpa|jakarta\.persistence/,
      'Hibernate or JPA',
    ),
  find: findEntity,
  names: { model: (table) => pascal(singular(table)), field: fieldInJava },
  write(view) {
    const entity = {
      model: view.model,
      table: JSON.stringify(view.table),
      schema: view.schema === 'public' ? '' : JSON.stringify(view.schema),
    };
    const written = view.values.filter(({ writes }) => writes.length > 0);
    return [
      {
        what: view.found?.file ?? 'the entity',
        language: 'java',
        text: fill('jpa/entity.java', {
          ...entity,
          fields: [view.key, ...view.fields].map((field, at) => declared(field, at === 0)),
        }),
      },
      {
        what: 'Queries',
        language: 'java',
        text: fill('jpa/queries.java', {
          model: view.model,
          keyType: java(view.key.type),
          key: parameterInJava(view.key.field),
          createParameters: view.given.map(parameter).join(', '),
          given: setters(view.given),
          parameters: written.map(parameter),
          written: setters(written),
          reads: reads(view),
          refused: view.expects.map(({ constraint }) => JSON.stringify(constraint)),
        }),
      },
    ];
  },
};

const java = ({ family, array }: SqlType): string => `${TYPES[family]}${array ? '[]' : ''}`;
const parameter = (value: Value): string => `${java(value.type)} ${parameterInJava(value.parameter)}`;
const setters = (values: readonly Value[]): object[] =>
  values.flatMap(({ parameter: name, writes }) =>
    writes.map(({ field }) => ({ setter: `set${pascal(field)}`, value: parameterInJava(name) })),
  );

const reads = (view: View): string[] =>
  view.values.flatMap(({ field, reads: all }) =>
    all.length < 2
      ? []
      : [`row.get${pascal(field)}() != null ? row.get${pascal(field)}() : row.get${pascal(all[1]?.field ?? field)}()`],
  );

/** What PostgreSQL takes no text for, so that Hibernate must say what it sends; empty where it need not. */
function sent({ family, array, sql }: SqlType): string {
  const cast = `@ColumnTransformer(write = ${JSON.stringify(`?::${sql}`)})`;
  const json = family === 'json' || family === 'jsonb';
  if (json && !array) return `@JdbcTypeCode(SqlTypes.JSON) // before Hibernate 6: ${cast}`;
  return json || family === 'other' ? cast : '';
}

function declared(field: Field, key: boolean): object {
  const options = [
    `name = ${JSON.stringify(field.name)}`,
    ...(key || field.readsNull ? [] : ['nullable = false']),
    ...(field.writes ? [] : ['insertable = false', 'updatable = false']),
  ];
  return {
    key,
    generated: key && field.default?.is === 'sequence',
    options: options.join(', '),
    sent: sent(field.type),
    says: `${java(field.type)} ${field.field}`,
  };
}

/** By @Table, else by the name of the class. */
function findEntity(repo: Repo, { name: table }: QualifiedName): FoundModel | null {
  for (const file of filesIn(repo, (path) => /\.(?:java|kt)$/.test(path))) {
    const text = repo.read(file) ?? '';
    const name = /@Entity\b[^]*?\bclass\s+(\w+)/.exec(text)?.[1];
    if (name === undefined) continue;
    const own = /@Table\([^)]*?\bname\s*=\s*"([^"]+)"/.exec(text)?.[1];
    if (own === undefined ? !isModelOf(name, table) : own !== table) continue;
    return { name, file, fields: fieldsOf(text) };
  }
  return null;
}
