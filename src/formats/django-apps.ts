import type { Evidence, Repo } from './format.ts';

const vendored = /^(?:node_modules|venv|env|\..*|site-packages|build|dist)\/$/;

/** By manage.py or the requirements, and the apps that have migrations; where several have, a person chooses. */
export function detectDjango(repo: Repo): Evidence | null {
  const manages = repo.read('manage.py') !== null;
  const named = ['requirements.txt', 'pyproject.toml', 'Pipfile', 'setup.cfg', 'requirements/base.txt'].filter((file) =>
    /^[\s"']*django\b(?!-)/im.test(repo.read(file) ?? ''),
  );
  if (!manages && named.length === 0) return null;
  const apps = appsIn(repo, '.', 3).filter(({ directory }) => directory !== 'migrations');
  const [most] = apps;
  return {
    because: [...(manages ? ['there is a manage.py'] : []), ...named.map((file) => `${file} names django`)],
    directory: most?.directory ?? 'migrations',
    others: apps.slice(1).map(({ directory }) => directory),
    migrations: most?.migrations ?? 0,
  };
}

interface App {
  readonly directory: string;
  readonly migrations: number;
}

function appsIn(repo: Repo, folder: string, depth: number): App[] {
  if (depth === 0) return [];
  return repo
    .list(folder)
    .filter((entry) => entry.endsWith('/') && !vendored.test(entry))
    .flatMap((entry) => {
      const path = folder === '.' ? entry.slice(0, -1) : `${folder}/${entry.slice(0, -1)}`;
      if (entry !== 'migrations/') return appsIn(repo, path, depth - 1);
      const migrations = repo.list(path).filter((name) => /^\d{4}_\w+\.py$/.test(name)).length;
      return migrations === 0 ? [] : [{ directory: path, migrations }];
    });
}
