import { configDefaults, defineConfig } from 'vitest/config';

const all = process.env['PLAN_TEST_ALL'] === '1';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // *.slow.test.ts run in `npm run test:all` only.
    exclude: [...configDefaults.exclude, ...(all ? [] : ['test/**/*.slow.test.ts'])],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './test/support/closing-line.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Tests run on data of their own, never on the developer's database.
    env: { DATABASE_URL: '', NO_COLOR: '1' },
  },
});
