// Installs the packages that test/stacks runs snippets with: node test/stacks/install.mjs
// They land in .stacks/, as test/stacks/packages/package-lock.json pins them. Nothing is printed when all is there.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const from = fileURLToPath(new URL('packages', import.meta.url));
const to = fileURLToPath(new URL('../../.stacks', import.meta.url));
const files = ['package.json', 'package-lock.json'];

const same = (file) =>
  existsSync(join(to, file)) && readFileSync(join(to, file), 'utf8') === readFileSync(join(from, file), 'utf8');

if (!existsSync(join(to, 'node_modules')) || !files.every(same)) {
  mkdirSync(to, { recursive: true });
  for (const file of files) copyFileSync(join(from, file), join(to, file));
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: to,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
