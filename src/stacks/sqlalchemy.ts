import type { QualifiedName } from '../types.ts';
import { pascal, singular, snake } from './names.ts';
import { pythonFunctions, pythonLiteral, pythonString } from './python.ts';
import { filesIn, namedIn } from './repo.ts';
import type { FoundModel, Repo, Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { SqlType } from './types.ts';
import type { Field, View } from './view.ts';

const TYPES: Readonly<Record<SqlType['family'], string>> = {
  smallint: 'SmallInteger',
  integer: 'Integer',
  bigint: 'BigInteger',
  numeric: 'Numeric',
  real: 'Float',
  double: 'Float',
  boolean: 'Boolean',
  text: 'Text',
  varchar: 'String',
  char: 'CHAR',
  uuid: 'Uuid',
  json: 'JSON',
  jsonb: 'JSON',
  date: 'Date',
  timestamp: 'DateTime',
  timestamptz: 'DateTime',
  time: 'Time',
  bytea: 'LargeBinary',
  other: 'Text',
};

/** SQLAlchemy: a declarative class, whose columns say first what they are called. */
export const sqlalchemy: Stack = {
  name: 'sqlalchemy',
  title: 'SQLAlchemy',
  url: 'https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html',
  seesAll: false,
  migrates: 'alembic',
  detect: (repo) =>
    namedIn(
      repo,
      /^(?:requirements.*\.txt|pyproject\.toml|Pipfile|setup\.(?:py|cfg))$/,
      /\b(?:flask-)?sqlalchemy\b/i,
      'sqlalchemy',
    ),
  find: findModel,
  names: { model: (table) => pascal(singular(table)), field: snake },
  write: (view) => [
    { what: view.found?.file ?? 'models.py', language: 'python', text: fill('sqlalchemy/models.py', model(view)) },
    {
      what: 'Queries',
      language: 'python',
      text: fill('sqlalchemy/queries.py', { model: view.model, key: view.key.field, ...pythonFunctions(view) }),
    },
  ],
};

function model(view: View): object {
  const fields = [view.key, ...view.fields];
  return {
    model: view.model,
    table: pythonString(view.table),
    schema: view.schema === 'public' ? '' : pythonString(view.schema),
    imports: ['Column', ...new Set(fields.map(({ type }) => TYPES[type.family]))].toSorted().join(', '),
    lines: fields.map((field, at) => `${field.field} = ${definition(field, at === 0)}`),
  };
}

function definition(field: Field, key: boolean): string {
  const { type, default: value } = field;
  const sizes =
    type.family === 'timestamptz' ? '(timezone=True)' : type.sizes.length === 0 ? '' : `(${type.sizes.join(', ')})`;
  const standard = key ? null : pythonLiteral(value);
  const column = [
    ...(field.field === field.name ? [] : [pythonString(field.name)]),
    `${TYPES[type.family]}${sizes}`,
    ...(key ? ['primary_key=True'] : field.readsNull ? [] : ['nullable=False']),
    ...(standard === null ? [] : [`default=${standard}`]),
  ];
  return `Column(${column.join(', ')})`;
}

/** By __tablename__. */
function findModel(repo: Repo, { name: table }: QualifiedName): FoundModel | null {
  for (const file of filesIn(repo, (path) => path.endsWith('.py'))) {
    const text = repo.read(file) ?? '';
    if (!text.includes('__tablename__')) continue;
    for (const [, name = '', body = ''] of text.matchAll(/^class\s+(\w+)\([^)]*\):\n((?:[ \t]+.*\n?|\s*\n)*)/gm)) {
      if (/__tablename__\s*=\s*['"]([^'"]+)['"]/.exec(body)?.[1] !== table) continue;
      const fields = [
        ...body.matchAll(
          /^\s+(\w+)\s*(?::\s*[^=\n]+)?=\s*(?:\w+\.)?(?:Column|mapped_column)\(\s*(?:['"]([^'"]+)['"])?/gm,
        ),
      ];
      return { name, file, fields: new Map(fields.map(([, field = '', column]) => [column ?? field, field])) };
    }
  }
  return null;
}
