import type { Format, Repo } from './format.ts';
import { pairCapabilities, pairFiles, pairHistory } from './pairs.ts';

const folders = ['migrations', 'db/migrations', 'database/migrations', 'internal/migrations', 'sql/migrations'];

/** golang-migrate: up and down files, each sent whole as one query; `create -seq` writes six digits. */
export const golangMigrate: Format = {
  name: 'golang-migrate',
  title: 'golang-migrate',
  url: 'https://github.com/golang-migrate/migrate',
  directory: 'migrations',
  capabilities: pairCapabilities,
  runs: 'migrate -path {directory} -database "$DATABASE_URL" up 1',
  history: pairHistory,
  detect(repo: Repo) {
    const directory = folders.find((folder) => {
      const names = new Set(repo.list(folder));
      return [...names].some(
        (name) => /^\d+_.*\.up\.sql$/.test(name) && names.has(name.replace(/\.up\.sql$/, '.down.sql')),
      );
    });
    if (directory === undefined) return null;
    const migrations = repo.list(directory).filter((name) => name.endsWith('.up.sql')).length;
    return { because: [`${directory} holds pairs of .up.sql and .down.sql files`], directory, migrations };
  },
  files: (plan, naming) => pairFiles('golang-migrate', { style: 'sequence', width: 6 }, plan, naming),
};
