import { byMarker } from './evidence.ts';
import type { Format } from './format.ts';
import { leadingDigits, notesEach } from './history.ts';
import { readSingles, sectionFiles, type Sections } from './sections.ts';

const up = /^--\s*migrate:up\b/m;

const sections: Sections = {
  name: 'dbmate',
  title: 'dbmate',
  capabilities: {
    sends: 'whole',
    transaction: 'file',
    optOut: '-- migrate:up transaction:false',
    several: false,
    steps: false,
    down: 'section',
    staged: true,
  },
  start: { style: 'stamp' },
  read: (naming) =>
    readSingles(
      {
        title: 'dbmate',
        pattern: /^(\d+)_?(.*)\.sql$/,
        endings: /\.sql$/,
        mark: { pattern: up, says: '-- migrate:up' },
      },
      naming,
    ),
  marker: /^--\s*migrate:(?:up|down)\b/,
  values: ({ up: forward, down }) => ({
    upOption: forward?.transaction === false ? ' transaction:false' : '',
    downOption: down?.transaction === false ? ' transaction:false' : '',
  }),
};

/** dbmate: one file with an up and a down block, each sent whole as one query. */
export const dbmate: Format = {
  name: sections.name,
  title: sections.title,
  url: 'https://github.com/amacneil/dbmate',
  directory: 'db/migrations',
  capabilities: sections.capabilities,
  runs: 'dbmate -d {directory} migrate',
  history: notesEach(
    { table: 'schema_migrations', query: 'SELECT version::text AS version FROM schema_migrations ORDER BY version' },
    leadingDigits,
  ),
  detect: (repo) =>
    byMarker(repo, {
      names: /^\d+.*\.sql$/,
      marker: up,
      says: '-- migrate:up',
      folders: ['db/migrations', 'migrations'],
      modules: { 'package.json': /"dbmate"\s*:/ },
      config: { '.env': /^\s*(?:export )?DBMATE_MIGRATIONS_DIR=["']?([^"'\s#]+)/m },
    }),
  files: (plan, naming) => sectionFiles(sections, plan, naming),
};
