import { type Extractor, sqlFiles } from './extracted.ts';

/** Whole files, with what the metadata.toml beside them says. */
export const extractor: Extractor = {
  missing: null,
  async extract(files) {
    const found = await sqlFiles.extract(files);
    return found.map((each) => {
      const beside = each.path.replace(/[^/]*$/, 'metadata.toml');
      const metadata = files.find(({ path }) => path === beside)?.content ?? '';
      return { ...each, transaction: !/^run_in_transaction = false$/m.test(metadata) };
    });
  },
};
