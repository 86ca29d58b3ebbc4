// Writes what is generated and checked in: the files of examples/, docs/ and the generated parts of README.md.
// With --check nothing is written and a stale file fails; `npm test` does the same, since the tests are the generator.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// The later ones are made from the examples.
const generated = [['test/examples.test.ts'], ['test/readme.test.ts', 'test/docs']];

function node(script, args, env = {}) {
  const run = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return run.status ?? 1;
}

const check = process.argv.includes('--check');
const made = (tests) => node('node_modules/vitest/vitest.mjs', ['run', ...tests], { PLAN_GENERATE: check ? '0' : '1' });

process.exitCode =
  node('scripts/build.mjs', []) ||
  node('test/support/install-servers.mjs', ['14', '18']) ||
  generated.reduce((failed, tests) => failed || made(tests), 0);
