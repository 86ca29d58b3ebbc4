import { modules } from './modules.ts';

/** What is sent without the transaction that was opened is as good as sent without any. */
export const extractor = modules(`
    const query = async (sql, options) => {
      texts.push(sql);
      if (way === 'up' && options?.transaction !== 'open') of.transaction = false;
    };
    await module[way]({ sequelize: { query, transaction: (work) => work('open') } });
`);
