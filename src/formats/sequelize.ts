import type { OutputFile, Plan } from '../types.ts';
import { dependsOn } from './evidence.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { notesEach } from './history.ts';
import { templateLiteral } from './literals.ts';
import { flavourOf, moduleFile } from './modules.ts';
import { dashed } from './names.ts';
import { allowsTransaction, nameAll, piecesOf } from './pieces.ts';
import { saidPath } from './said-path.ts';
import { readSingles } from './sections.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'none',
  optOut: 'not needed: Sequelize wraps nothing, the files open a transaction where they may',
  several: true,
  steps: true,
  down: 'section',
  staged: false,
};

const usual = ['migrations', 'src/migrations', 'db/migrations', 'database/migrations', 'src/db/migrations'];
const named = /^(\d+)-(.*)\.[cm]?[jt]s$/;

/** Sequelize: a module with up and down; a transaction is its own affair. */
export const sequelize: Format = {
  name: 'sequelize',
  title: 'Sequelize',
  url: 'https://sequelize.org/docs/v6/other-topics/migrations/',
  directory: 'migrations',
  capabilities,
  runs: 'npx sequelize-cli db:migrate --to {name}',
  history: notesEach(
    { table: '"SequelizeMeta"', query: 'SELECT name::text AS version FROM "SequelizeMeta" ORDER BY name' },
    ({ path }) => path,
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles({ title: 'Sequelize', pattern: named, endings: /\.(?:[cm]?[jt]s|sql)$/ }, naming);
    const flavour = flavourOf(naming, []);
    const names = {
      migrations,
      start: { style: 'stamp' },
      byName: true,
      path: (version: string, name: string) => `${version}-${dashed(name)}`,
    } as const;
    // As if it wrapped each file: that is what the files do themselves.
    const pieces = piecesOf(plan, naming, { several: true, transaction: 'file' });
    return nameAll(pieces, naming, names).map((piece) => {
      const wrapped = allowsTransaction(piece);
      return moduleFile(
        {
          ...flavour,
          name: 'sequelize',
          indent: wrapped ? 6 : 4,
          call: (sql) =>
            `await queryInterface.sequelize.query(${templateLiteral(sql)}${wrapped ? ', { transaction }' : ''});`,
          values: () => ({ wrapped }),
        },
        piece,
      );
    });
  },
};

function detect(repo: Repo): Evidence | null {
  const settings = ['.sequelizerc', '.sequelizerc.js', '.sequelizerc.cjs'].filter((file) => repo.read(file) !== null);
  const because = [
    ...settings.map((file) => `there is a ${file}`),
    ...dependsOn(repo, /^(?:sequelize|sequelize-cli|sequelize-typescript)$/),
  ];
  if (because.length === 0) return null;
  const said = saidPath(repo, settings, /["']migrations-path["']\s*:\s*/);
  const count = (directory: string): number => repo.list(directory).filter((name) => named.test(name)).length;
  const directory =
    [...(said === null ? [] : [said.directory]), ...usual].find((each) => count(each) > 0) ??
    said?.directory ??
    'migrations';
  return { because, directory, migrations: count(directory) };
}
