import { byMarker } from './evidence.ts';
import type { Format } from './format.ts';
import { leadingNumber, notesEach } from './history.ts';
import { readSingles, sectionFiles, type Sections } from './sections.ts';

const up = /^-- *\+goose Up\b/m;

const sections: Sections = {
  name: 'goose',
  title: 'goose',
  capabilities: {
    sends: 'statements',
    transaction: 'file',
    optOut: '-- +goose NO TRANSACTION',
    several: true,
    steps: true,
    down: 'section',
    staged: false,
  },
  start: { style: 'stamp' },
  read: (naming) =>
    readSingles(
      {
        title: 'goose',
        pattern: /^(\d+)_(.*)\.(?:sql|go)$/,
        endings: /\.sql$/,
        mark: { pattern: up, says: '-- +goose Up' },
      },
      naming,
    ),
  marker: /^--\s*\+goose /,
  loses: { pattern: /\r$/, says: 'ends with a carriage return that goose would drop' },
  // goose ends a statement at a line that ends with a semicolon, wherever it stands, and forgets what is behind `--`.
  wrap: (sql) =>
    sql.includes('\n') || sql.includes('--') ? `-- +goose StatementBegin\n${sql}\n-- +goose StatementEnd` : sql,
};

/** goose: one file for both ways, marked by comments; statements that span lines are bracketed. */
export const goose: Format = {
  name: sections.name,
  title: sections.title,
  url: 'https://github.com/pressly/goose',
  directory: 'migrations',
  capabilities: sections.capabilities,
  runs: 'goose -dir {directory} postgres "$DATABASE_URL" up-by-one',
  history: notesEach(
    {
      table: 'goose_db_version',
      query: 'SELECT version_id::text AS version FROM goose_db_version WHERE is_applied ORDER BY id',
    },
    leadingNumber,
  ),
  detect: (repo) =>
    byMarker(repo, {
      names: /^\d+_.*\.(sql|go)$/,
      marker: up,
      says: '-- +goose Up',
      folders: ['migrations', 'db/migrations', 'db/migration', 'sql/schema', 'internal/migrations'],
      modules: { 'go.mod': /\bgithub\.com\/pressly\/goose\b/ },
      config: { '.env': /^\s*(?:export )?GOOSE_MIGRATION_DIR=["']?([^"'\s#]+)/m },
    }),
  files: (plan, naming) => sectionFiles(sections, plan, naming),
};
