import { urlIn } from './javascript.ts';
import type { Source } from './source.ts';

/** Drizzle Kit: dbCredentials.url. */
export const drizzle: Source = {
  name: 'drizzle',
  files: ['drizzle.config.ts', 'drizzle.config.js', 'drizzle.config.mjs', 'drizzle.config.json'],
  read: ({ text }, variable) => urlIn(text, ['url', 'connectionString'], variable),
};
