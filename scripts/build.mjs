// Compiles src into dist. npm runs it as `prepare`: after `npm ci` here, and when the package is installed from git.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
// Compiled aside and then swapped in: a compile that fails leaves the last good dist, and no stale file stays in it.
const fresh = join(root, 'node_modules', '.cache', `expand-contract-${process.pid}`);

async function build() {
  mkdirSync(dirname(fresh), { recursive: true });
  const run = spawnSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.json'), '--outDir', fresh], {
    cwd: root,
    stdio: 'inherit',
  });
  if (run.status !== 0) return run.status ?? 1;
  const cli = join(fresh, 'cli.js');
  if (existsSync(cli)) chmodSync(cli, 0o755);
  rmSync(dist, { recursive: true, force: true });
  renameSync(fresh, dist);
  // The help texts and the SQL templates lie ready, so that `plan --help` loads nothing and planning reads one file.
  const { writeHelp } = await import(pathToFileURL(join(dist, 'commands', 'help-files.js')).href);
  writeHelp();
  const { ready, readTemplates } = await import(pathToFileURL(join(dist, 'sql', 'render.js')).href);
  writeFileSync(ready, readTemplates());
  return 0;
}

if (existsSync(tsc)) {
  try {
    process.exitCode = await build();
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
} else if (!existsSync(join(dist, 'cli.js'))) {
  // `npm ci --omit=dev` keeps a dist that is there; without one there is nothing to run.
  process.stderr.write('build: typescript is not installed and dist is empty: run npm ci\n');
  process.exitCode = 1;
}
