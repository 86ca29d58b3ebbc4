import { asKnex, knexClient, modules } from './modules.ts';

export const extractor = modules(
  `
    const migration = new (Object.values(module)[0])();
    migration.texts = texts;
    migration.getKnex = () => ({ client: ${knexClient} });
    of.transaction = migration.isTransactional();
    await migration[way]();
`,
  `{
  '@mikro-orm/migrations': {
    Migration: class {
      isTransactional() { return true; }
      addSql(sql) { this.texts.push(${asKnex}(sql)); }
    },
  },
}`,
);
