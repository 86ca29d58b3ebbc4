import type { Extractor } from './extracted.ts';

/** Headers begin with a capital letter; the first line behind them says whether there is a transaction. */
export const extractor: Extractor = {
  missing: null,
  extract: async (files) =>
    files.map(({ path, content }) => {
      const [, body = ''] = /^(?:--! [A-Z].*\n)+\n([^]*)$/.exec(content) ?? [];
      return { path, up: [body], down: [], transaction: !/^--!\s*no-transaction\b/.test(body) };
    }),
};
