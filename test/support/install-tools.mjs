// Installs the migration tools that npm has, for the round trips: node test/support/install-tools.mjs
// They land in .tools/ as test/round-trips/packages pins them. Nothing is printed when all is there.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const pins = join(here, '..', 'round-trips', 'packages');
const root = join(here, '..', '..');
const folder = join(root, '.tools');
const lock = 'package-lock.json';

function isComplete() {
  if (!existsSync(join(folder, 'node_modules', '.package-lock.json')) || !existsSync(join(folder, lock))) return false;
  return readFileSync(join(folder, lock), 'utf8') === readFileSync(join(pins, lock), 'utf8');
}

// Put in place as a whole: a second process that does the same at the same time does no harm.
function install() {
  process.stderr.write('installing migration tools into .tools\n');

  const fresh = mkdtempSync(join(root, '.tools-'));
  try {
    for (const name of ['package.json', lock]) copyFileSync(join(pins, name), join(fresh, name));
    // Their scripts would download what is not needed; two of them ask for peers that contradict each other.
    const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
    execFileSync('npm', ['ci', ...flags], { cwd: fresh, stdio: ['ignore', 'ignore', 'inherit'] });
    if (isComplete()) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

try {
  if (!isComplete()) install();
} catch (error) {
  process.stderr.write(`install-tools: ${error.message}\n`);
  process.exitCode = 1;
}
