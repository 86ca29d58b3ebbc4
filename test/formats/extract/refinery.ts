import type { Extractor } from './extracted.ts';

/** Whole files in transactions, and the scripts at their places, which psql runs without one. */
export const extractor: Extractor = {
  missing: null,
  extract: async (files) =>
    files
      .filter(({ role }) => role !== 'sidecar')
      .map(({ path, role, direction, content }) => ({
        path,
        up: direction === 'up' ? [content] : [],
        down: direction === 'down' ? [content] : [],
        transaction: role !== 'script',
      })),
};
