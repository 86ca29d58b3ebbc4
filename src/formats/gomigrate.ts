import type { Format, Repo } from './format.ts';
import { pairCapabilities, pairFiles, pairHistory } from './pairs.ts';

/** gomigrate: golang-migrate's files with 14-digit stamps; it refuses a name that another migration has. */
export const gomigrate: Format = {
  name: 'gomigrate',
  title: 'gomigrate',
  url: 'https://github.com/taqnihub/gomigrate',
  directory: 'db/migrations',
  capabilities: pairCapabilities,
  runs: 'gomigrate up 1',
  history: pairHistory,
  detect(repo: Repo) {
    const config = ['.gomigrate.yml', '.gomigrate.yaml'].find((name) => repo.read(name) !== null);
    if (config === undefined) return null;
    const said = /^\s*migrations_dir:\s*["']?([^"'#\n]+?)["']?\s*(?:#.*)?$/m.exec(repo.read(config) ?? '')?.[1];
    const directory = said?.replace(/^\.\//, '') ?? 'db/migrations';
    const migrations = repo.list(directory).filter((name) => name.endsWith('.up.sql')).length;
    return { because: [`there is a ${config}`], directory, migrations };
  },
  files: (plan, naming) => pairFiles('gomigrate', { style: 'stamp' }, plan, naming),
};
