import { modules } from './modules.ts';

export const extractor = modules(`
    const noTransaction = () => way === 'up' && (of.transaction = false);
    await module[way]({ noTransaction, sql: (text) => texts.push(text) });
`);
