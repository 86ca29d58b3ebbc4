import { byMarker } from './evidence.ts';
import type { Format, Naming } from './format.ts';
import { notesEach } from './history.ts';
import { keepLines } from './keep-lines.ts';
import { readSingles, sectionFiles, type Sections } from './sections.ts';

const up = /^-- \+migrate Up\b/m;

const sections: Sections = {
  name: 'sql-migrate',
  title: 'sql-migrate',
  capabilities: {
    sends: 'statements',
    transaction: 'file',
    optOut: '-- +migrate Up notransaction',
    several: true,
    steps: true,
    down: 'section',
    staged: false,
  },
  start: { style: 'stamp' },
  byName: true,
  read: (naming) =>
    readSingles(
      {
        title: 'sql-migrate',
        pattern: /^(\d+)[-_]?(.*)\.sql$/,
        endings: /\.sql$/,
        mark: { pattern: up, says: '-- +migrate Up' },
      },
      naming,
    ),
  marker: /^-- \+/,
  // sql-migrate ends a statement at a line that ends with a semicolon, and leaves out lines that begin like a comment, wherever they stand.
  wrap: (sql) => {
    const kept = keepLines(sql);
    return kept.includes('\n') || kept.includes('--')
      ? `-- +migrate StatementBegin\n${kept}\n-- +migrate StatementEnd`
      : kept;
  },
  values: (piece) => ({
    upOption: piece.up?.transaction === false ? ' notransaction' : '',
    downOption: piece.down?.transaction === false ? ' notransaction' : '',
  }),
};

/** sql-migrate: one file for both ways, marked by comments; statements that span lines are bracketed. */
export const sqlMigrate: Format = {
  name: sections.name,
  title: sections.title,
  url: 'https://github.com/rubenv/sql-migrate',
  directory: 'migrations',
  capabilities: sections.capabilities,
  runs: 'sql-migrate up -limit=1',
  history: notesEach(
    { table: 'gorp_migrations', query: 'SELECT id::text AS version FROM gorp_migrations ORDER BY applied_at, id' },
    ({ path }) => path,
  ),
  detect: (repo) =>
    byMarker(repo, {
      names: /^\d+.*\.sql$/,
      marker: up,
      says: '-- +migrate Up',
      folders: ['migrations', 'db/migrations', 'migrations/postgres'],
      modules: { 'go.mod': /\bgithub\.com\/rubenv\/sql-migrate\b/ },
      config: { 'dbconfig.yml': /^\s+dir:\s*["']?([^"'\s#]+)/m },
    }),
  files: (plan, naming) => {
    const separator = separatorOf(naming);
    return sectionFiles({ ...sections, path: (version, name) => `${version}${separator}${name}` }, plan, naming);
  },
};

// `sql-migrate new` writes a dash; a team that names its files by hand may not.
function separatorOf({ existing }: Naming): string {
  const newest = existing.findLast((file) => /^\d+[-_].*\.sql$/.test(file));
  return newest === undefined ? '-' : newest.replace(/^\d+/, '').slice(0, 1);
}
