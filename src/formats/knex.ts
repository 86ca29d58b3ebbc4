import type { OutputFile, Plan } from '../types.ts';
import { byPackage } from './evidence.ts';
import type { Capabilities, Format, Naming } from './format.ts';
import { notesEach } from './history.ts';
import { templateLiteral } from './literals.ts';
import { flavourOf, moduleFile } from './modules.ts';
import { nameAll, piecesOf, sqlOf } from './pieces.ts';
import { readSingles } from './sections.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'file',
  optOut: 'exports.config = { transaction: false }',
  several: true,
  steps: true,
  down: 'section',
  staged: false,
};

const settings = ['ts', 'js', 'mjs', 'cjs'].map((ending) => `knexfile.${ending}`);

/** Knex: a module with up and down, each statement in a knex.raw. */
export const knex: Format = {
  name: 'knex',
  title: 'Knex',
  url: 'https://knexjs.org/guide/migrations.html',
  directory: 'migrations',
  capabilities,
  runs: 'npx knex migrate:up',
  history: notesEach(
    { table: 'knex_migrations', query: 'SELECT name::text AS version FROM knex_migrations ORDER BY id' },
    ({ path }) => path,
  ),
  detect: (repo) =>
    byPackage(repo, {
      packages: /^knex$/,
      settings,
      // Seeds have a directory too.
      directory: /\bmigrations["']?\s*[:=]\s*\{[^}]*?\bdirectory["']?\s*:\s*\[?\s*/,
      fallback: 'migrations',
      folders: [
        'db/migrations',
        'src/migrations',
        'src/db/migrations',
        'database/migrations',
        'src/database/migrations',
      ],
      names: /^\d+_.*\.[cm]?[jt]s$/,
      foreign: /\bpgm\b|\bkysely\b/i,
    }),
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles(
      { title: 'Knex', pattern: /^(\d+)_(.*)\.[cm]?[jt]s$/, endings: /\.(?:[cm]?[jt]s|sql)$/ },
      naming,
    );
    const flavour = flavourOf(naming, settings);
    return nameAll(piecesOf(plan, naming, capabilities), naming, {
      migrations,
      start: { style: 'stamp' },
      byName: true,
    }).map((piece) =>
      moduleFile(
        { ...flavour, name: 'knex', indent: 2, call, values: (of) => ({ asIs: sqlOf(of).some(mangled) }) },
        piece,
      ),
    );
  },
};

// knex.raw takes a question mark for a parameter unless a backslash is before it, and takes the backslash away: all of
// them, where SQL has some of its own.
function call(sql: string): string {
  return mangled(sql)
    ? `await sendAsIs(knex, ${templateLiteral(sql)});`
    : `await knex.raw(${templateLiteral(sql.replaceAll('?', String.raw`\?`))});`;
}

const mangled = (sql: string): boolean => sql.includes(String.raw`\?`);
