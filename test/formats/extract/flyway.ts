import { type Extractor, sqlFiles } from './extracted.ts';

/** With the settings that its .conf file beside it says. */
export const extractor: Extractor = {
  missing: null,
  async extract(files) {
    const found = await sqlFiles.extract(files);
    return found.map((each) => {
      const conf = files.find(({ path }) => path === `${each.path}.conf`)?.content ?? '';
      const replaces = !/^placeholderReplacement=false$/m.test(conf);
      // Flyway fails on a placeholder that nothing defines.
      if (replaces && each.up.some((sql) => sql.includes('${'))) throw new Error(`${each.path} has a placeholder`);
      return { ...each, transaction: !/^executeInTransaction=false$/m.test(conf) };
    });
  },
};
