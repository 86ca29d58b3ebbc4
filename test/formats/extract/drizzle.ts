import type { Extractor } from './extracted.ts';

const bare = (text: string): string => text.replace(/^--.*$/gm, '').trim();

/** What is between breakpoints is sent by itself, in a transaction of Drizzle's that a COMMIT may end and a BEGIN opens again. */
export const extractor: Extractor = {
  missing: null,
  extract: async (files) =>
    files
      .filter(({ role }) => role === undefined)
      .map(({ path, content }) => {
        const texts = content.split('--> statement-breakpoint');
        const alone = bare(texts[0] ?? '') === 'COMMIT;' && bare(texts.at(-1) ?? '') === 'BEGIN;';
        return { path, up: alone ? texts.slice(1, -1) : texts, down: [], transaction: !alone };
      }),
};
