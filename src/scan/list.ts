import { execFile } from 'node:child_process';
import { type Dirent, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The files of a directory that are its own, from it and with slashes, in order. */
export interface Listed {
  readonly listedBy: 'git' | 'walk';
  readonly files: readonly string[];
  /** Left out by their names. */
  readonly leftOut: number;
}

/** Code of others that lies in the repository, and what tools write into it. */
const VENDORED =
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|vendor|vendors|third[_-]party|Pods|Carthage|site-packages|\.venv|venv|\.yarn|\.pnp\.\w+|\.git|\.hg|\.svn)\//;
const GENERATED =
  /\.(?:min\.(?:js|css)|map|lock|lockb|snap)$|(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|go\.sum|composer\.lock)$/;
/** What they hold is secrets, and the notes show lines of what is looked through. */
const DOTENV = /(?:^|\/)(?:\.env(?:rc|\.[^/]*)?|[^/]*\.env)$/i;
/** Without git nobody says what is built: what these hold is, in most repositories. */
const BUILT = new Set(['dist', 'build', 'target', 'out', 'coverage', 'tmp', '__pycache__', '_build', 'deps']);

/**
 * Lists the files below a directory: by `git ls-files` with what is not ignored, where it is in a repository; else by a
 * walk that leaves out what is hidden, and built folders. Files of the kind of `.env` are in neither. Symbolic links are not followed. `skipped` are folders to leave out, from
 * the directory.
 */
export async function listFiles(directory: string, skipped: readonly string[]): Promise<Listed> {
  const root = realpathSync(directory);
  const listed = await byGit(root);
  const all = listed ?? [...walk(root, '')];
  const inside = stays(root);
  const kept = [...new Set(all)]
    .filter(
      (file) =>
        !VENDORED.test(file) &&
        !GENERATED.test(file) &&
        !DOTENV.test(file) &&
        !skipped.some((folder) => file.startsWith(`${folder}/`)) &&
        inside(file),
    )
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return { listedBy: listed === null ? 'walk' : 'git', files: kept, leftOut: new Set(all).size - kept.length };
}

/** null where git is not there, does not know the directory, or ignores all of it. */
async function byGit(root: string): Promise<string[] | null> {
  // fsmonitor names a program in the repository's own settings: none of its programs is run here.
  const args = ['-c', 'core.fsmonitor=false', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { GIT_DIR: _, GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...env } = process.env;
  return await new Promise((done) => {
    execFile(
      'git',
      args,
      { cwd: root, maxBuffer: 512 * 1024 * 1024, env: { ...env, GIT_OPTIONAL_LOCKS: '0' } },
      (error, out) => done(error === null && out !== '' ? out.split('\0').filter((file) => file !== '') : null),
    );
  });
}

function* walk(root: string, folder: string): Generator<string> {
  for (const entry of entriesOf(join(root, folder))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    // Without git nobody says what of it is private, either.
    if (entry.name.startsWith('.')) continue;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !BUILT.has(entry.name) && !VENDORED.test(`${path}/`)) yield* walk(root, path);
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // It may not be read, or is gone by now.
    return [];
  }
}

/** Whether a file is where its path says: git may know files below a folder that is a link by now. */
function stays(root: string): (file: string) => boolean {
  const known = new Map<string, boolean>();
  return (file) => {
    const folder = dirname(file);
    if (folder === '.') return true;
    const told = known.get(folder) ?? realOf(join(root, folder)) === join(root, folder);
    known.set(folder, told);
    return told;
  };
}

function realOf(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
