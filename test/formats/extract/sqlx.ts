import { type Extractor, sqlFiles } from './extracted.ts';

/** Whole files; the words that keep one out of a transaction count only as the first of it. */
export const extractor: Extractor = {
  missing: null,
  async extract(files) {
    const found = await sqlFiles.extract(files);
    return found.map((each) => ({ ...each, transaction: !(each.up[0] ?? '').startsWith('-- no-transaction') }));
  },
};
