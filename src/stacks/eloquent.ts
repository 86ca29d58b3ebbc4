import type { QualifiedName } from '../types.ts';
import { camel, capital, isModelOf, pascal, singular } from './names.ts';
import { filesIn, namedIn } from './repo.ts';
import type { FoundModel, Repo, Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { Value, View } from './view.ts';

/** Eloquent: the model has whatever columns come; an accessor keeps the name of a value. */
export const eloquent: Stack = {
  name: 'eloquent',
  title: 'Eloquent',
  url: 'https://laravel.com/docs/eloquent',
  seesAll: false,
  migrates: 'laravel',
  detect: (repo) =>
    namedIn(
      repo,
      'composer.json',
      /"(?:laravel\/framework|illuminate\/database)"/,
      'laravel/framework or illuminate/database',
    ),
  find: findModel,
  names: { model: (table) => pascal(singular(table)), field: (column) => column },
  write(view) {
    const written = view.values.filter(({ writes }) => writes.length > 0);
    return [
      {
        what: view.found?.file ?? `app/Models/${view.model}.php`,
        language: 'php',
        text: fill('eloquent/model.php', model(view)),
      },
      {
        what: 'Queries',
        language: 'php',
        text: fill('eloquent/queries.php', {
          model: view.model,
          key: camel(view.key.name),
          createParameters: view.given.map(({ parameter }) => `$${camel(parameter)}`).join(', '),
          given: pairs(view.given),
          parameters: written.map(({ parameter }) => `$${camel(parameter)}`),
          written: pairs(written),
          fallbacks: view.values
            .filter(({ reads }) => reads.length > 1)
            .map(({ reads: [first, second] }) => ({
              first: phpString(first?.called ?? ''),
              second: phpString(second?.called ?? ''),
            })),
          refused: view.expects.map(({ code }) => phpString(code)),
        }),
      },
    ];
  },
};

const phpString = (text: string): string => `'${text.replace(/['\\]/g, '\\$&')}'`;

const pairs = (values: readonly Value[]): string =>
  values
    .flatMap(({ parameter, writes }) => writes.map(({ called }) => `${phpString(called)} => $${camel(parameter)}`))
    .join(', ');

/** The method that Laravel looks for: Str::camel leaves the case of other letters, and a method may be called anything. */
function accessor(attribute: string): string {
  const [first = '', ...rest] = attribute.split(/[-_\s]+/).filter((word) => word !== '');
  const name = [first.charAt(0).toLowerCase() + first.slice(1), ...rest.map(capital)].join('');
  return /^[A-Za-z]\w*$/.test(name) ? name : camel(attribute);
}

function model(view: View): object {
  const aliases = view.fields.filter(({ name, called }) => name !== called);
  return {
    model: view.model,
    table: phpString(view.schema === 'public' ? view.table : `${view.schema}.${view.table}`),
    key: view.key.name === 'id' ? '' : phpString(view.key.name),
    fillable: [...(view.key.default === null ? [view.key] : []), ...view.fields]
      .filter(({ writes }) => writes)
      .map(({ called }) => phpString(called))
      .join(', '),
    aliases: aliases.map(({ name, called }) => ({ accessor: accessor(called), name: phpString(name) })),
  };
}

/** By $table, else by the name of the class. */
function findModel(repo: Repo, { name: table }: QualifiedName): FoundModel | null {
  for (const file of filesIn(repo, (path) => /(?:^|\/)app\/(?:Models\/.*)?[^/]+\.php$/.test(path))) {
    const text = repo.read(file) ?? '';
    const name = /^(?:final\s+)?class\s+(\w+)\s+extends\s+\w*(?:Model|Authenticatable|Pivot)\b/m.exec(text)?.[1];
    if (name === undefined) continue;
    const own = /\$table\s*=\s*['"]([^'"]+)['"]/.exec(text)?.[1];
    if (own === undefined ? isModelOf(name, table) : own === table) return { name, file, fields: new Map() };
  }
  return null;
}
