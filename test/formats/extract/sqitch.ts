import { type Extractor, sqlFiles } from './extracted.ts';

const inner = (texts: readonly string[]): string[] => texts.map((text) => text.replace(/^(?:BEGIN|COMMIT);$/gm, ''));

/** Scripts for psql, in the order of sqitch.plan and back; the transaction is their own. */
export const extractor: Extractor = {
  missing: null,
  async extract(files) {
    const plan = files.find(({ path }) => path === 'sqitch.plan')?.content ?? '';
    const names = plan.split('\n').flatMap((line) => /^([a-z]\S*) /.exec(line)?.[1] ?? []);
    const order = [
      ...names.map((name) => `deploy/${name}.sql`),
      ...names.toReversed().map((name) => `revert/${name}.sql`),
    ];
    const found = await sqlFiles.extract(files);
    return found
      .toSorted((a, b) => order.indexOf(a.path) - order.indexOf(b.path))
      .map(({ path, up, down }) => ({ path, up: inner(up), down: inner(down) }));
  },
};
