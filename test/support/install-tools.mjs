// Installs what the tests run and the product does not need: node test/support/install-tools.mjs
// The migration tools land in .tools/, the ORMs of test/stacks in .stacks/, as the lock files beside their pins say.
// Nothing is printed when all is there.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const lock = 'package-lock.json';
const sets = [
  { pins: join(root, 'test', 'round-trips', 'packages'), folder: join(root, '.tools') },
  { pins: join(root, 'test', 'stacks', 'packages'), folder: join(root, '.stacks') },
];

function isComplete({ pins, folder }) {
  if (!existsSync(join(folder, 'node_modules', '.package-lock.json')) || !existsSync(join(folder, lock))) return false;
  return readFileSync(join(folder, lock), 'utf8') === readFileSync(join(pins, lock), 'utf8');
}

// Not `npm ci`, which refuses a lock file that was written where the registry lacks the binaries of some platforms;
// with --no-save the lock still decides the versions and stays as it is.
// Their scripts would download what is not needed, and two tools ask for peers that contradict each other.
const flags = ['--no-save', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];

// Put in place as a whole: a second process that does the same at the same time does no harm.
function install({ pins, folder }) {
  process.stderr.write(`installing ${basename(folder)}\n`);
  const fresh = mkdtempSync(`${folder}-`);
  try {
    for (const name of ['package.json', lock]) copyFileSync(join(pins, name), join(fresh, name));
    execFileSync('npm', ['install', ...flags], { cwd: fresh, stdio: ['ignore', 'ignore', 'inherit'] });
    if (isComplete({ pins, folder })) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

try {
  for (const set of sets) if (!isComplete(set)) install(set);
} catch (error) {
  process.stderr.write(`install-tools: ${error.message}\n`);
  process.exitCode = 1;
}
