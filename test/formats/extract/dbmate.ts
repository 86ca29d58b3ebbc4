import type { Extractor } from './extracted.ts';

/** dbmate's own way: what is between the first up marker and the first down marker, and what is behind that. */
export const extractor: Extractor = {
  missing: null,
  extract: async (files) =>
    files.map(({ path, content }) => {
      const [up, down] = [/^--\s*migrate:up(\s*$|\s+\S+)/m, /^--\s*migrate:down(\s*$|\s+\S+)$/m].map((marker) =>
        content.search(marker),
      );
      if (up !== 0 || down === undefined || down < up)
        throw new Error(`${path}: the blocks are not as dbmate wants them`);
      const [forward, back] = [content.slice(up, down), content.slice(down)];
      return { path, up: [forward], down: [back], transaction: !/^.*transaction:false/.test(forward) };
    }),
};
