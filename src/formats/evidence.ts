import type { Evidence, Repo } from './format.ts';

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

/** A directory as it is typed: without a `./` before it and a `/` behind it. */
export function tidy(directory: string): string {
  return directory.trim().replace(/^\.\//, '').replace(/\/$/, '') || '.';
}
