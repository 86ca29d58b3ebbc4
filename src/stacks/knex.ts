import { functionsOf } from './javascript.ts';
import { npmPackage } from './repo.ts';
import type { Stack } from './stack.ts';
import { fill } from './templates.ts';

/** Knex: queries name tables and columns; an alias keeps the name of a value in the rows that come out. */
export const knex: Stack = {
  name: 'knex',
  title: 'Knex',
  url: 'https://knexjs.org/guide/query-builder.html',
  seesAll: false,
  migrates: 'knex',
  detect: (repo) => npmPackage(repo, ['knex']),
  find: () => null,
  names: { model: (table) => table, field: (column) => column },
  write: (view) => [
    {
      what: 'Queries',
      language: 'ts',
      text: fill(
        'knex/queries.ts',
        functionsOf(view, { bigint: 'string' }, ({ name }) => name),
      ),
    },
  ],
};
