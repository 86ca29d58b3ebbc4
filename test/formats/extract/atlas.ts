import { type Extractor, sqlFiles } from './extracted.ts';

/** SQL that is taken apart by a scanner; a directive counts only at the top, with an empty line below it. */
export const extractor: Extractor = {
  missing: null,
  async extract(files) {
    const found = await sqlFiles.extract(files);
    return found.map((each) => ({ ...each, transaction: !(each.up[0] ?? '').startsWith('-- atlas:txmode none\n\n') }));
  },
};
