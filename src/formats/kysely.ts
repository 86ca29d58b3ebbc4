import type { Finding, OutputFile, Plan } from '../types.ts';
import { byPackage } from './evidence.ts';
import type { Capabilities, Format, Naming } from './format.ts';
import { notesEach } from './history.ts';
import { templateLiteral } from './literals.ts';
import { flavourOf, moduleFile } from './modules.ts';
import { allowsTransaction, nameAll, piecesOf } from './pieces.ts';
import { readSingles } from './sections.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'all',
  optOut: 'new Migrator({ disableTransactions: true }), for all files',
  several: true,
  steps: true,
  down: 'section',
  staged: true,
};

const settings = ['', '.config/'].flatMap((folder) =>
  ['ts', 'js', 'mjs', 'cjs', 'mts', 'cts'].map((ending) => `${folder}kysely.config.${ending}`),
);

/** Kysely: a module with up and down; whether there is a transaction is said to the Migrator, for all of them. */
export const kysely: Format = {
  name: 'kysely',
  title: 'Kysely',
  url: 'https://kysely.dev/docs/migrations',
  directory: 'migrations',
  capabilities,
  runs: 'npx kysely migrate:up',
  history: notesEach(
    { table: 'kysely_migration', query: 'SELECT name::text AS version FROM kysely_migration ORDER BY timestamp, name' },
    ({ path }) => path.replace(/\.[^.]+$/, ''),
  ),
  findings: (files) => (files.some(({ transaction }) => !transaction) ? [disable] : []),
  detect: (repo) =>
    byPackage(repo, {
      packages: /^kysely(?:-ctl)?$/,
      settings,
      directory: /\bmigrationFolder\s*:\s*/,
      fallback: 'migrations',
      folders: ['src/migrations', 'db/migrations', 'src/db/migrations', 'src/database/migrations'],
      names: /^\d+[_-].*\.[cm]?[jt]s$/,
      foreign: /\bpgm\b|\bknex\b/i,
    }),
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles(
      { title: 'Kysely', pattern: /^(\d+)_(.*)\.[cm]?[jt]s$/, endings: /\.(?:[cm]?[jt]s|sql)$/ },
      naming,
    );
    const flavour = flavourOf(naming, settings);
    const names = { migrations, start: { style: 'stamp', width: 13 }, byName: true } as const;
    return nameAll(piecesOf(plan, naming, capabilities), naming, names).map((piece) => {
      const wrapped = allowsTransaction(piece);
      return moduleFile(
        {
          ...flavour,
          name: 'kysely',
          indent: wrapped ? 4 : 2,
          call: (sql) => `await sql.raw(${templateLiteral(sql)}).execute(${wrapped ? 'trx' : 'db'});`,
          values: () => ({ wrapped }),
        },
        piece,
      );
    });
  },
};

const disable: Finding = {
  id: 'kysely-transactions',
  level: 'warning',
  title: 'Kysely has to leave transactions to the files',
  detail:
    'Kysely runs all pending migrations in one transaction, in which CREATE INDEX CONCURRENTLY and a backfill that commits cannot run. Give the Migrator disableTransactions: true; the files of this plan open one themselves where they may.',
  deploy: 1,
};
