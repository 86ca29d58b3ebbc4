import { modules } from './modules.ts';

export const extractor = modules(`
    const Migration = typeof module === 'function' ? module : Object.values(module)[0];
    const migration = new Migration();
    of.transaction = migration.transaction ?? true;
    await migration[way]({ query: async (sql) => texts.push(sql) });
`);
