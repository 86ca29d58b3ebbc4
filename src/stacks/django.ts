import type { QualifiedName } from '../types.ts';
import { pascal, singular, snake } from './names.ts';
import { pythonFunctions, pythonLiteral, pythonString } from './python.ts';
import { filesIn, namedIn } from './repo.ts';
import type { FoundModel, Repo, Snippet, Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { SqlType } from './types.ts';
import type { Field, View } from './view.ts';

const FIELDS: Readonly<Record<SqlType['family'], string>> = {
  smallint: 'SmallIntegerField',
  integer: 'IntegerField',
  bigint: 'BigIntegerField',
  numeric: 'DecimalField',
  real: 'FloatField',
  double: 'FloatField',
  boolean: 'BooleanField',
  text: 'TextField',
  varchar: 'CharField',
  char: 'CharField',
  uuid: 'UUIDField',
  json: 'JSONField',
  jsonb: 'JSONField',
  date: 'DateField',
  timestamp: 'DateTimeField',
  timestamptz: 'DateTimeField',
  time: 'TimeField',
  bytea: 'BinaryField',
  other: 'TextField',
};

const AUTO: Partial<Readonly<Record<SqlType['family'], string>>> = {
  smallint: 'SmallAutoField',
  integer: 'AutoField',
  bigint: 'BigAutoField',
};

/** Django: the model says what columns are called; a migration that changes the state alone keeps makemigrations quiet. */
export const django: Stack = {
  name: 'django',
  title: 'Django',
  url: 'https://docs.djangoproject.com/en/stable/ref/models/fields/',
  seesAll: false,
  migrates: 'django',
  detect: (repo) =>
    namedIn(repo, 'manage.py', /django/i, 'django') ??
    namedIn(repo, /^(?:requirements.*\.txt|pyproject\.toml|Pipfile)$/, /^\W*django\b(?![-_])/im, 'django'),
  find: findModel,
  names: { model: (table) => pascal(singular(table)), field: snake },
  write(view, before) {
    const model = {
      ...view,
      dbTable: dbTable(view),
      lines: [...(ownKey(view) ? [line(view.key, view)] : []), ...view.fields.map((field) => line(field, view))],
    };
    return [
      { what: view.found?.file ?? 'models.py', language: 'python', text: fill('django/models.py', model) },
      ...(before === null ? [] : migration(view, before)),
      {
        what: 'Queries',
        language: 'python',
        text: fill('django/queries.py', { ...view, ...pythonFunctions(view), key: view.key.field }),
      },
    ];
  },
};

/** Django quotes the name unless it is quoted already, which is how a schema gets in. */
const dbTable = ({ schema, table }: View): string =>
  pythonString(schema === 'public' ? table : `${quoted(schema)}.${quoted(table)}`);

const quoted = (name: string): string => `"${name}"`;

/** Django's own key is called id, and need not be written down: but it is another field then than one that is. */
const ownKey = ({ key, changesKey }: View): boolean =>
  changesKey || key.name !== 'id' || key.type.family !== 'bigint' || key.default?.is !== 'sequence';

const line = (field: Field, view: View): string => `${field.field} = ${definition(field, view)}`;

function definition(field: Field, { key }: View): string {
  const isKey = field.name === key.name;
  const type =
    (isKey && field.default?.is === 'sequence' ? AUTO[field.type.family] : undefined) ?? FIELDS[field.type.family];
  const standard = field.default?.is === 'sequence' ? null : pythonLiteral(field.default);
  const options = [
    ...(['varchar', 'char'].includes(field.type.family) ? [`max_length=${field.type.sizes[0] ?? 'None'}`] : []),
    ...(field.type.family === 'numeric'
      ? [`max_digits=${field.type.sizes[0] ?? '1000'}`, `decimal_places=${field.type.sizes[1] ?? '0'}`]
      : []),
    ...(isKey ? ['primary_key=True'] : []),
    ...(field.field === field.name ? [] : [`db_column=${pythonString(field.name)}`]),
    ...(field.readsNull && !isKey ? ['null=True'] : []),
    ...(standard === null ? [] : [`default=${standard}`]),
  ];
  const single = `models.${type}(${options.join(', ')})`;
  return field.type.array ? `ArrayField(models.${type}(), ${options.join(', ')})` : single;
}

const definitions = (view: View): Map<string, string> =>
  new Map([view.key, ...view.fields].map((field) => [field.field, definition(field, view)]));

/** What Django is told of the model; the database is changed by the plan's own files. */
function migration(view: View, before: View): Snippet[] {
  const model = view.model.toLowerCase();
  const [old, now] = [definitions(before), definitions(view)];
  const operation = (name: string, field: string, more = ''): string =>
    `migrations.${name}(${pythonString(model)}, ${pythonString(field)}${more})`;
  const renamed = renamedFields(before, view);
  for (const [from, to] of renamed) old.set(to, old.get(from) ?? '');
  const operations = [
    ...[...renamed].map(([from, to]) => operation('RenameField', from, `, ${pythonString(to)}`)),
    ...[...old.keys()]
      .filter((field) => !now.has(field) && !renamed.has(field))
      .map((field) => operation('RemoveField', field)),
    ...[...now]
      .filter(([field, says]) => old.get(field) !== says)
      .map(([field, says]) => operation(old.has(field) ? 'AlterField' : 'AddField', field, `, ${says}`)),
    ...(view.table === before.table ? [] : [`migrations.AlterModelTable(${pythonString(model)}, ${dbTable(view)})`]),
  ];
  if (operations.length === 0) return [];
  const text = fill('django/migration.py', { app: pythonString(view.found?.place ?? 'app'), operations });
  return [{ what: 'A migration of the state alone', language: 'python', text, once: true }];
}

/** The fields that have another name for the same column. */
function renamedFields(before: View, { fields }: View): Map<string, string> {
  const pairs = before.fields.flatMap((old): [string, string][] => {
    const now = fields.find(({ name }) => name === old.name);
    const stays = now === undefined || fields.some(({ field }) => field === old.field);
    return stays || before.fields.some(({ field }) => field === now.field) ? [] : [[old.field, now.field]];
  });
  return new Map(pairs);
}

/** Looks through models.py and models/ of all apps: by Meta.db_table, else by the app and the name. */
function findModel(repo: Repo, { name }: QualifiedName): FoundModel | null {
  for (const file of filesIn(repo, (path) => /(?:^|\/)models(?:\.py|\/[^/]+\.py)$/.test(path))) {
    const parts = file.split('/');
    const app = parts[parts.lastIndexOf(parts.includes('models') ? 'models' : 'models.py') - 1] ?? 'app';
    for (const [, model = '', body = ''] of (repo.read(file) ?? '').matchAll(
      /^class\s+(\w+)\([^)]*\):\n((?:[ \t]+.*\n?|\s*\n)*)/gm,
    )) {
      const table = /^\s+db_table\s*=\s*['"]([^'"]+)['"]/m.exec(body)?.[1] ?? `${app}_${model.toLowerCase()}`;
      if (table.replaceAll('"', '').split('.').at(-1) === name)
        return { name: model, file, place: app, fields: fieldsOf(body) };
    }
  }
  return null;
}

function fieldsOf(body: string): Map<string, string> {
  const found = body.matchAll(
    /^(?: {4}|\t)(\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)*(\w+(?:Field|ForeignKey|Key))\(((?:[^()]|\([^()]*\))*)\)/gm,
  );
  return new Map(
    [...found].map(([, field = '', type = '', options = '']) => [
      /db_column\s*=\s*['"]([^'"]+)['"]/.exec(options)?.[1] ??
        (/ForeignKey|OneToOneField/.test(type) ? `${field}_id` : field),
      field,
    ]),
  );
}
