import { configDefaults, defineConfig } from 'vitest/config';

const all = process.env['PLAN_TEST_ALL'] === '1';

// Tests run on databases of their own: what the developer's shell points at must not be found.
for (const name of Object.keys(process.env)) {
  if (name === 'DATABASE_URL' || /^PG[A-Z]+$/.test(name)) delete process.env[name];
}

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
  },
});
