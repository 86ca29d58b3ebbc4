import type { Evidence, Repo } from './format.ts';
import { saidPath } from './said-path.ts';

/** How a tool is known by a line in its files. */
export interface Marked {
  /** The names of its migrations. */
  readonly names: RegExp;
  readonly marker: RegExp;
  readonly says: string;
  /** Where its migrations usually lie; the first is its own convention. */
  readonly folders: readonly [string, ...string[]];
  /** Package manifests, and what names the tool in them. */
  readonly modules: Readonly<Record<string, RegExp>>;
  /** Files of settings, and what names the directory in them (its first group). */
  readonly config?: Readonly<Record<string, RegExp>>;
}

/** By a setting, by the files in the usual places, or by a package manifest alone. */
export function byMarker(repo: Repo, tool: Marked): Evidence | null {
  const said = settingIn(repo, tool.config ?? {});
  const counted = [...(said === null ? [] : [said.directory]), ...tool.folders]
    .map((directory) => ({ directory, count: marked(repo, directory, tool) }))
    .filter(({ count }) => count > 0);
  const modules = Object.entries(tool.modules).flatMap(([file, pattern]) =>
    pattern.test(repo.read(file) ?? '') ? [`${file} names it`] : [],
  );
  const [found] = counted;
  if (found === undefined && said === null && modules.length === 0) return null;
  return {
    because: [
      ...(found === undefined ? [] : [`the files in ${found.directory} have ${tool.says}`]),
      ...(said === null ? [] : [said.because]),
      ...modules,
    ],
    directory: found?.directory ?? said?.directory ?? tool.folders[0],
    migrations: found?.count ?? 0,
  };
}

// The newest file is enough: a directory belongs to one tool.
function marked(repo: Repo, directory: string, { names, marker }: Marked): number {
  const files = repo.list(directory).filter((name) => names.test(name));
  const newest = files.findLast((name) => name.endsWith('.sql'));
  return newest !== undefined && marker.test(repo.read(`${directory}/${newest}`) ?? '') ? files.length : 0;
}

/** What a file of settings says of the directory, without a `./` before it and a `/` behind it. */
export function settingIn(
  repo: Repo,
  config: Readonly<Record<string, RegExp>>,
): { directory: string; because: string } | null {
  for (const [file, pattern] of Object.entries(config)) {
    const said = pattern.exec(repo.read(file) ?? '')?.[1];
    if (said !== undefined) return { directory: tidy(said), because: `${file} says ${tidy(said)}` };
  }
  return null;
}

/** How a tool of the JavaScript world is known. */
export interface Packaged {
  readonly packages: RegExp;
  /** Its own files of settings, by name. */
  readonly settings: readonly string[];
  /** What stands in them before the directory; see saidPath. */
  readonly directory: RegExp;
  readonly fallback: string;
  /** Other places where its migrations usually lie. */
  readonly folders?: readonly string[];
  /** The names of its migrations, a folder's with a `/` behind it. */
  readonly names: RegExp;
  /** What shows that a file which is named alike is another tool's; the newest is looked into. */
  readonly foreign?: RegExp;
}

/** By a file of settings or by a dependency. */
export function byPackage(repo: Repo, tool: Packaged): Evidence | null {
  const files = tool.settings.filter((file) => repo.read(file) !== null);
  const because = [...files.map((file) => `there is a ${file}`), ...dependsOn(repo, tool.packages)];
  if (because.length === 0) return null;
  const said = saidPath(repo, files, tool.directory);
  const usual = [...(said === null ? [] : [said.directory]), tool.fallback, ...(tool.folders ?? [])];
  const count = (directory: string): number => {
    const names = repo.list(directory).filter((name) => tool.names.test(name));
    const newest = repo.read(`${directory}/${names.at(-1) ?? ''}`) ?? '';
    return tool.foreign?.test(newest) === true ? 0 : names.length;
  };
  const directory = usual.find((each) => count(each) > 0) ?? usual[0] ?? tool.fallback;
  return { because, directory, migrations: count(directory) };
}

/** That package.json depends on a package of this name, as half-sentences. */
export function dependsOn(repo: Repo, name: RegExp): string[] {
  const found = packages(repo.read('package.json')).find((each) => name.test(each));
  return found === undefined ? [] : [`package.json has ${found}`];
}

function packages(text: string | null): string[] {
  if (text === null) return [];
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest !== 'object' || manifest === null) return [];
    return Object.entries(manifest)
      .filter(([key]) => /^(?:dev|peer|optional)?dependencies$/i.test(key))
      .flatMap(([, value]: [string, unknown]) =>
        typeof value === 'object' && value !== null ? Object.keys(value) : [],
      );
  } catch {
    return [];
  }
}

/** A directory as it is typed: without a `./` before it and a `/` behind it. */
export function tidy(directory: string): string {
  return directory.trim().replace(/^\.\//, '').replace(/\/$/, '') || '.';
}
