import type { Format, Repo } from './format.ts';
import { pairCapabilities, pairFiles, pairHistory } from './pairs.ts';

const folders = [
  'migrations',
  'db/migrations',
  'db/migration',
  'database/migrations',
  'internal/migrations',
  'sql/migrations',
];

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
    const named = /\bgithub\.com\/golang-migrate\/migrate\b/.test(repo.read('go.mod') ?? '');
    const pairs = folders
      .map((directory) => ({ directory, migrations: pairsIn(repo, directory) }))
      .find(({ migrations }) => migrations > 0);
    if (pairs === undefined) {
      return named ? { because: ['go.mod names golang-migrate'], directory: 'migrations', migrations: 0 } : null;
    }
    const because = [`${pairs.directory} holds pairs of .up.sql and .down.sql files`];
    return named
      ? { ...pairs, because: [...because, 'go.mod names golang-migrate'] }
      : { ...pairs, because, alike: true };
  },
  files: (plan, naming) => pairFiles('golang-migrate', { style: 'sequence', width: 6 }, plan, naming),
};

function pairsIn(repo: Repo, directory: string): number {
  const names = new Set(repo.list(directory));
  return [...names].filter(
    (name) => /^\d+_.*\.up\.sql$/.test(name) && names.has(name.replace(/\.up\.sql$/, '.down.sql')),
  ).length;
}
