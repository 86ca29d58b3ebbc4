import { asKnex, knexClient, modules } from './modules.ts';

export const extractor = modules(`
    of.transaction = imported.config?.transaction ?? module.config?.transaction ?? true;
    await module[way]({ raw: async (sql) => texts.push(${asKnex}(sql)), client: ${knexClient} });
`);
