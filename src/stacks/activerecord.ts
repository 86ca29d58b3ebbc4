import type { QualifiedName } from '../types.ts';
import { isModelOf, pascal, singular, snake } from './names.ts';
import { filesIn, namedIn } from './repo.ts';
import type { FoundModel, Repo, Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { Value, View } from './view.ts';

/** Active Record: the model has the columns of the table, save those that it is told to ignore. */
export const activerecord: Stack = {
  name: 'activerecord',
  title: 'Active Record',
  url: 'https://api.rubyonrails.org/classes/ActiveRecord/ModelSchema/ClassMethods.html',
  seesAll: true,
  migrates: 'rails',
  detect: (repo) =>
    namedIn(repo, 'Gemfile', /^\s*gem\s+['"](?:rails|activerecord)['"]/m, 'rails or activerecord') ??
    namedIn(repo, /\.gemspec$/, /add(?:_runtime)?_dependency\s*\(?\s*['"]activerecord['"]/, 'activerecord'),
  find: findModel,
  names: { model: (table) => pascal(singular(table)), field: (column) => column },
  write(view) {
    return [
      {
        what: view.found?.file ?? `app/models/${snake(view.model)}.rb`,
        language: 'ruby',
        text: fill('activerecord/model.rb', model(view)),
      },
      { what: 'Queries', language: 'ruby', text: fill('activerecord/queries.rb', queries(view)) },
    ];
  },
};

/** A symbol, quoted where it is no plain name. */
const symbol = (name: string): string => (/^[a-z_]\w*$/i.test(name) ? `:${name}` : `:${rubyString(name)}`);

const rubyString = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;

const words = (names: readonly string[]): string =>
  names.every((name) => /^\w+$/.test(name)) ? `%w[${names.join(' ')}]` : `[${names.map(rubyString).join(', ')}]`;

/** Whether the table is the one that Active Record would look for. */
const isOwn = (view: View): boolean =>
  view.schema === 'public' && isModelOf(view.model, view.table) && snake(view.model) !== view.table;

function model(view: View): object {
  const { fields, ignored, values } = view;
  return {
    model: view.model,
    table: isOwn(view) ? '' : rubyString(view.schema === 'public' ? view.table : `${view.schema}.${view.table}`),
    key: view.mayBeView ? rubyString(view.key.name) : '',
    ignored: ignored.length === 0 ? '' : words(ignored.map(({ name }) => name)),
    aliases: fields
      .filter(({ name, called }) => name !== called)
      .map(({ name, called }) => ({ called: symbol(called), name: symbol(name) })),
    required: values
      .filter((value) => value.readsNull && !value.writesNull)
      .flatMap(({ reads }) =>
        reads.filter(({ default: standard }) => standard === null).map(({ called }) => symbol(called)),
      ),
  };
}

const hash = (values: readonly Value[]): string =>
  values
    .flatMap(({ parameter, writes }) =>
      writes.map(({ called }) =>
        /^[a-z_]\w*$/i.test(called) ? `${called}: ${parameter}` : `${rubyString(called)} => ${parameter}`,
      ),
    )
    .join(', ');

function queries(view: View): object {
  const written = view.values.filter(({ writes }) => writes.length > 0);
  return {
    model: view.model,
    key: snake(view.key.name),
    createParameters: view.given.map(({ parameter }) => parameter).join(', '),
    createEntries: hash(view.given),
    parameters: written.map(({ parameter }) => parameter),
    entries: hash(written),
    fallbacks: view.values
      .filter(({ reads }) => reads.length > 1)
      .map(({ reads: [first, second] }) => ({ first: first?.called ?? '', second: second?.called ?? '' })),
    refused: view.expects.map(({ code }) => REFUSED[code] ?? 'PG::IntegrityConstraintViolation'),
  };
}

const REFUSED: Readonly<Record<string, string>> = {
  '23503': 'PG::ForeignKeyViolation',
  '23505': 'PG::UniqueViolation',
  '23514': 'PG::CheckViolation',
};

/** Looks through app/models: by self.table_name, else by the name of the class. */
function findModel(repo: Repo, { schema, name: table }: QualifiedName): FoundModel | null {
  for (const file of filesIn(repo, (path) => /(?:^|\/)app\/models\/.*\.rb$/.test(path))) {
    for (const [, name = '', body = ''] of (repo.read(file) ?? '').matchAll(
      /^\s*class\s+([\w:]+)\s*<[^\n]*\n([^]*?)(?=^\s*class\s+[\w:]+\s*<|$(?![^]))/gm,
    )) {
      const own = /self\.table_name\s*=\s*['":]([\w.]+)/.exec(body)?.[1];
      const is =
        own === undefined
          ? isModelOf(name.split('::').at(-1) ?? '', table)
          : [table, `${schema}.${table}`].includes(own);
      if (is) return { name, file, fields: new Map() };
    }
  }
  return null;
}
