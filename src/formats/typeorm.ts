import type { Finding, OutputFile, Plan } from '../types.ts';
import { byPackage } from './evidence.ts';
import type { Capabilities, Format, MigrationFile, Naming } from './format.ts';
import { notesEach } from './history.ts';
import { templateLiteral } from './literals.ts';
import { flavourOf, moduleFile } from './modules.ts';
import { pascal } from './names.ts';
import { nameAll, piecesOf } from './pieces.ts';
import { readSingles } from './sections.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'all',
  optOut: 'transaction = false in the class, and migration:run -t each',
  several: true,
  steps: false,
  down: 'section',
  staged: true,
};

const settings = ['', 'src/', 'src/db/', 'src/database/'].flatMap((folder) =>
  ['data-source', 'ormconfig'].flatMap((name) => ['ts', 'js', 'json'].map((ending) => `${folder}${name}.${ending}`)),
);

/** TypeORM: a class with up and down, named after its time stamp. */
export const typeorm: Format = {
  name: 'typeorm',
  title: 'TypeORM',
  url: 'https://typeorm.io/docs/migrations/why',
  directory: 'src/migrations',
  capabilities,
  runs: 'npx typeorm migration:run -t each -d "$DATA_SOURCE"',
  history: notesEach(
    { table: 'migrations', query: 'SELECT name::text AS version FROM migrations ORDER BY id' },
    classOf,
  ),
  findings: (files) => (files.some(({ transaction }) => !transaction) ? [each] : []),
  detect: (repo) =>
    byPackage(repo, {
      packages: /^typeorm$/,
      settings,
      directory:
        /\bmigrations["']?\s*:\s*\[(?:\s*["'`](?:\.\/)?(?:dist|build)\b[^"'`]*["'`]\s*,)*\s*(?!["'`](?:\.\/)?(?:dist|build)\b)/,
      fallback: 'src/migrations',
      folders: ['src/migration', 'migrations', 'migration', 'src/db/migrations', 'src/database/migrations'],
      names: /^\d{13}-.*\.[cm]?[jt]s$/,
    }),
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles(
      { title: 'TypeORM', pattern: /^(\d{13})-(.*)\.[cm]?[jt]s$/, endings: /\.(?:[cm]?[jt]s|sql)$/ },
      naming,
    );
    const flavour = flavourOf(naming, settings);
    const names = {
      migrations,
      start: { style: 'stamp', width: 13 },
      path: (version: string, name: string) => `${version}-${pascal(name)}`,
    } as const;
    return nameAll(piecesOf(plan, naming, capabilities), naming, names).map((piece) =>
      moduleFile(
        {
          ...flavour,
          name: 'typeorm',
          indent: 4,
          call: (sql) => `await queryRunner.query(${templateLiteral(sql)});`,
          values: ({ name, version }) => ({ className: `${pascal(name)}${version}` }),
        },
        piece,
      ),
    );
  },
};

// A class may say another name than its own.
function classOf({ path, directory, repo }: MigrationFile): string {
  const text = repo.read(`${directory}/${path}`) ?? '';
  const said = /^\s*(?:public |readonly )*name\s*=\s*["'`](\w+)/m.exec(text)?.[1] ?? /\bclass\s+(\w+)/.exec(text)?.[1];
  return said ?? path.replace(/^(\d+)-(.*?)\.[^.]+$/, '$2$1');
}

const each: Finding = {
  id: 'typeorm-each',
  level: 'warning',
  title: 'TypeORM has to run each migration by itself',
  detail:
    "TypeORM refuses a migration without a transaction (transaction = false) while it wraps all of them in one. Run them with migration:run -t each, or set migrationsTransactionMode: 'each' in the data source; on the way back it does not look, so that is migration:revert -t none.",
  deploy: 1,
};
