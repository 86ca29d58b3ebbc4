import { modules } from './modules.ts';

export const extractor = modules(
  `
    const db = (open) => ({
      isTransaction: open,
      transaction: () => ({ execute: (work) => work(db(true)) }),
      take(text) {
        texts.push(text);
        if (way === 'up' && !open) of.transaction = false;
      },
    });
    await module[way](db(false));
`,
  '{ kysely: { sql: { raw: (text) => ({ execute: async (db) => db.take(text) }) } } }',
);
