import { functionsOf, property, quoted, scriptType } from './javascript.ts';
import { pascal } from './names.ts';
import { npmPackage } from './repo.ts';
import type { Stack } from './stack.ts';
import { fill } from './templates.ts';
import type { Field, View } from './view.ts';

const TYPES = { bigint: 'string' } as const;

/** Kysely: an interface says what columns a table has; an alias keeps the name of a value in the rows that come out. */
export const kysely: Stack = {
  name: 'kysely',
  title: 'Kysely',
  url: 'https://kysely.dev/docs/getting-started',
  seesAll: false,
  migrates: 'kysely',
  detect: (repo) => npmPackage(repo, ['kysely']),
  find: () => null,
  names: { model: pascal, field: (column) => column },
  write: (view) => [
    { what: 'The types of the tables', language: 'ts', text: fill('kysely/tables.ts', tables(view)) },
    {
      what: 'Queries',
      language: 'ts',
      text: fill('kysely/queries.ts', {
        ...functionsOf(view, TYPES, ({ name }) => name),
        column: quoted(view.key.name),
        selected: [view.key, ...view.fields.filter(({ reads }) => reads)].map(selected).join(', '),
      }),
    },
  ],
};

const selected = ({ name, field }: Field): string => quoted(name === field ? name : `${name} as ${field}`);

const tables = (view: View): object => ({
  generated: view.key.default !== null || view.fields.some((field) => field.default !== null),
  model: view.model,
  table: property(view.schema === 'public' ? view.table : `${view.schema}.${view.table}`),
  lines: [view.key, ...view.fields].map((field) => `${property(field.name)}: ${declared(field)}`),
});

/** What has a default may be left out of an INSERT. */
function declared(field: Field): string {
  const type = `${scriptType(field.type, TYPES)}${field.readsNull ? ' | null' : ''}`;
  return field.default === null ? type : `Generated<${type}>`;
}
