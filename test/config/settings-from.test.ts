/** Flags before the environment before the file before the defaults, whatever each of them says. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settingsFrom } from '../../src/commands/settings-from.ts';
import { defaults } from '../../src/commands/settings.ts';

const seed = Number(process.env['PLAN_TEST_SEED'] ?? Date.now() % 1_000_000);

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const place = fc.constantFrom('a', 'b/c', '../d');
const time = fc.integer({ min: 1, max: 2000 });

test('what is nearer to the person counts', () => {
  console.info(`seed ${String(seed)}`);
  const said = fc.record({ directory: maybe(place), plans: maybe(place), lockTimeoutMs: maybe(time) });
  fc.assert(
    fc.property(said, said, said, (flags, env, file) => {
      const values = Object.fromEntries(Object.entries(file).filter(([, value]) => value !== undefined));
      const settings = settingsFrom(
        flags,
        { PLAN_DIR: env.directory, PLAN_PLANS: env.plans, PLAN_LOCK_TIMEOUT: env.lockTimeoutMs?.toString() },
        { name: 'plan.config.json', folder: '/repo', here: '', values },
      );
      for (const name of ['directory', 'plans', 'lockTimeoutMs'] as const)
        expect(settings[name]).toBe(flags[name] ?? env[name] ?? file[name] ?? defaults[name]);
    }),
    { seed },
  );
});
