import { urlIn } from './javascript.ts';
import type { Source } from './source.ts';

/** Knex: the connection of a knexfile, where it is one string. */
export const knex: Source = {
  name: 'knex',
  files: ['knexfile.ts', 'knexfile.js', 'knexfile.mjs', 'knexfile.cjs'],
  read: ({ text }, variable) => urlIn(text, ['connection', 'connectionString'], variable),
};
