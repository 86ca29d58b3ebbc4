import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const all = process.env['PLAN_TEST_ALL'] === '1';

// Tests run on databases of their own: what the developer's shell points at must not be found.
for (const name of Object.keys(process.env)) {
  if (name === 'DATABASE_URL' || /^PG[A-Z]+$/.test(name)) delete process.env[name];
}

/** Files of many cases begin, so that no worker is left with one of them when the other has nothing more to do. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const long =
      /test\/changes\/(newest|oldest|fifteen|sixteen|seventeen|whole|locks)|same-as-live|executed|round-trips|again\.slow/;
    // oxlint-disable-next-line unicorn/no-array-sort -- the sequencer's own method, which gives back a promise
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => Number(long.test(b.moduleId)) - Number(long.test(a.moduleId)));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // *.slow.test.ts run in `npm run test:all` only.
    exclude: [...configDefaults.exclude, ...(all ? [] : ['test/**/*.slow.test.ts'])],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
