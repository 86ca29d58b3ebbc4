import type { OutputFile, Plan } from '../types.ts';
import { byPackage } from './evidence.ts';
import type { Capabilities, Format, Naming } from './format.ts';
import { notesEach } from './history.ts';
import { templateLiteral } from './literals.ts';
import { type Flavour, flavourOf, moduleFile } from './modules.ts';
import { dashed } from './names.ts';
import { nameAll, piecesOf } from './pieces.ts';
import { readSingles } from './sections.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'all',
  optOut: 'pgm.noTransaction()',
  several: true,
  steps: true,
  down: 'section',
  staged: true,
};

const settings = ['ts', 'js', 'json', 'mjs', 'cjs'].map((ending) => `.node-pg-migraterc.${ending}`);

/** node-pg-migrate: a module with up and down, each statement in a pgm.sql; its SQL files cannot leave the transaction. */
export const nodePgMigrate: Format = {
  name: 'node-pg-migrate',
  title: 'node-pg-migrate',
  url: 'https://github.com/salsita/node-pg-migrate',
  directory: 'migrations',
  capabilities,
  runs: 'npx node-pg-migrate up 1 -m {directory}',
  history: notesEach(
    { table: 'pgmigrations', query: 'SELECT name::text AS version FROM pgmigrations ORDER BY run_on, id' },
    ({ path }) => path.replace(/\.[^.]+$/, ''),
  ),
  detect: (repo) =>
    byPackage(repo, {
      packages: /^node-pg-migrate$/,
      settings,
      directory: /\bmigrations-dir["']?\s*[:=]\s*/,
      fallback: 'migrations',
      folders: ['db/migrations', 'src/migrations', 'database/migrations'],
      names: /^\d+[_-].*\.(?:[cm]?[jt]s|sql)$/,
      foreign: /\bkysely\b|\bknex\b/i,
    }),
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles(
      {
        title: 'node-pg-migrate',
        pattern: /^(\d+)[_-](.*)\.(?:[cm]?[jt]s|sql)$/,
        endings: /\.(?:[cm]?[jt]s|sql)$/,
      },
      naming,
    );
    const flavour = explicit(flavourOf(naming, settings), naming);
    const underscores = migrations.at(-1)?.name.includes('_') === true;
    const names = {
      migrations,
      start: { style: 'stamp', width: 13 },
      byName: true,
      path: (version: string, name: string) => `${version}_${underscores ? name : dashed(name)}`,
    } as const;
    return nameAll(piecesOf(plan, naming, capabilities), naming, names).map((piece) =>
      moduleFile(
        {
          ...flavour,
          name: 'node-pg-migrate',
          indent: 2,
          call: (sql) => `pgm.sql(${templateLiteral(sql)});`,
          values: ({ up, down }) => ({
            upAlone: up?.transaction === false,
            downAlone: down?.transaction === false,
          }),
        },
        piece,
      ),
    );
  },
};

// Beside SQL files a module says itself what it is, whatever package.json says one day.
function explicit(flavour: Flavour, { existing }: Naming): Flavour {
  if (flavour.flavour === 'typescript' || existing.some((name) => /\.[cm]?[jt]s$/.test(name))) return flavour;
  return { ...flavour, ending: flavour.flavour === 'esm' ? 'mjs' : 'cjs' };
}
