import { UserError } from '../errors.ts';
import type { Finding, OutputFile, Plan } from '../types.ts';
import { journalPath, readJournal, withEntries } from './drizzle-journal.ts';
import { byPackage } from './evidence.ts';
import type { Capabilities, Evidence, Format, History, MigrationFile, Naming, Repo } from './format.ts';
import { layOut, nothingToDo, statementsOf, upHeader } from './layout.ts';
import { forwardOnly, type Named, nameAll, piecesOf } from './pieces.ts';
import { readSingles } from './sections.ts';
import { parseStamp } from './stamp.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'all',
  optOut: 'COMMIT; first and BEGIN; last, each apart by --> statement-breakpoint',
  several: true,
  steps: false,
  down: 'none',
  staged: true,
};

const settings = ['ts', 'js', 'mjs', 'json'].map((ending) => `drizzle.config.${ending}`);
const breakpoint = '--> statement-breakpoint';
const folder = /^(\d{14})_(.*)\/$/;

/** Drizzle Kit: SQL files and a journal, or since 1.0 a folder a migration; all that are pending run in one transaction. */
export const drizzle: Format = {
  name: 'drizzle',
  title: 'Drizzle Kit',
  url: 'https://orm.drizzle.team/docs/migrations',
  directory: 'drizzle',
  capabilities,
  runs: 'npx drizzle-kit migrate',
  history: history(),
  findings: () => [snapshots],
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    return hasFolders(naming) ? inFolders(plan, naming) : inJournal(plan, naming);
  },
};

function inFolders(plan: Plan, naming: Naming): OutputFile[] {
  const migrations = readSingles({ title: 'Drizzle', pattern: folder, endings: /^\d.*\/$|\.sql$/ }, naming).map(
    (migration) => ({ ...migration, file: migration.file.slice(0, -1) }),
  );
  return nameAll(piecesOf(forwardOnly(plan), naming, capabilities), naming, {
    migrations,
    start: { style: 'stamp' },
  }).map((piece) => sqlFile(piece, '/migration.sql'));
}

function inJournal(plan: Plan, naming: Naming): OutputFile[] {
  const { repo, directory, existing, reuse, now } = naming;
  const journal = readJournal(repo, directory);
  const migrations = readSingles({ title: 'Drizzle', pattern: /^(\d+)_(.*)\.sql$/, endings: /\.sql$/ }, naming);
  const pieces = nameAll(piecesOf(forwardOnly(plan), naming, capabilities), naming, {
    migrations,
    start: { style: 'sequence', width: 4 },
    ...(migrations.length > 0 ? {} : { next: (count: number) => fromZero(count) }),
  });
  const files = pieces.map((piece) => sqlFile(piece, '.sql'));
  const tags = pieces.map(({ path }) => path);
  const sidecar: OutputFile = {
    path: journalPath,
    phase: null,
    direction: 'up',
    transaction: true,
    role: 'sidecar',
    ...(existing.includes('meta/') ? { replaces: true } : {}),
    content: withEntries(journal, tags, reuse, now),
  };
  return [...files, sidecar];
}

// The first file of Drizzle is 0000.
const fromZero = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(index).padStart(4, '0'));

function sqlFile(piece: Named, ending: string): OutputFile {
  const { phase, up, path, opens } = piece;
  refuseBreakpoints(piece);
  const alone = up?.transaction === false;
  const wrap = (sql: string): string => `${sql}\n${breakpoint}`;
  const statements = up === null ? nothingToDo('nothing is left of this phase') : statementsOf(up, { wrap });
  return {
    path: `${path}${ending}`,
    phase: phase.name,
    direction: 'up',
    transaction: !alone,
    content: layOut('drizzle/migration.sql', {
      alone,
      header: upHeader(phase, { ...piece, opens: `${opens}${ending}` }),
      statements: alone
        ? statements
        : statements.slice(0, statements.endsWith(breakpoint) ? -breakpoint.length : undefined),
    }),
  };
}

function refuseBreakpoints({ up }: Named): void {
  if (up?.statements.some(({ statement }) => statement.sql.includes(breakpoint)) !== true) return;
  throw new UserError(`the SQL holds ${breakpoint}, at which Drizzle would cut it`, {
    hint: 'change the text in the database that holds it, or choose another --format',
  });
}

// The journal tells 0.x from 1.0; where nothing lies yet, the version of the package does.
function hasFolders({ existing, repo }: Naming): boolean {
  if (existing.includes('meta/')) return false;
  if (existing.some((name) => folder.test(name))) return true;
  if (existing.some((name) => name.endsWith('.sql'))) return false;
  return /"drizzle-kit"\s*:\s*"[\^~]?(?:1\.|beta|rc)/.test(repo.read('package.json') ?? '');
}

// One moment decides: what is not later than the last row is taken for done.
function history(): History {
  return {
    table: 'drizzle.__drizzle_migrations',
    query: 'SELECT created_at::text AS version FROM drizzle.__drizzle_migrations ORDER BY created_at',
    version: (file) => String(momentOf(file) ?? ''),
    ran: (file, rows) => {
      const moment = momentOf(file);
      return moment !== null && rows.some((row) => Number(row) >= moment);
    },
  };
}

function momentOf({ path, directory, repo }: MigrationFile): number | null {
  const stamped = /^(\d{14})_.*\/migration\.sql$/.exec(path)?.[1];
  if (stamped !== undefined) return parseStamp(stamped)?.getTime() ?? null;
  return readJournal(repo, directory).entries.find(({ tag }) => `${tag}.sql` === path)?.when ?? null;
}

function detect(repo: Repo): Evidence | null {
  const dialect = settings
    .map((file) => /["']?dialect["']?\s*:\s*["'`](\w+)/.exec(repo.read(file) ?? '')?.[1])
    .find((said) => said !== undefined);
  if (dialect !== undefined && dialect !== 'postgresql') return null;
  return byPackage(repo, {
    packages: /^drizzle-kit$/,
    settings,
    directory: /\bout["']?\s*:\s*/,
    fallback: 'drizzle',
    names: /^\d+_.*(?:\.sql|\/)$/,
  });
}

const snapshots: Finding = {
  id: 'drizzle-snapshot',
  level: 'note',
  title: 'Drizzle Kit will want to write the same change again',
  detail:
    'drizzle-kit compares schema.ts with its last snapshot, and these files have none. Once schema.ts has the new shape, drizzle-kit generate writes the change once more: empty that SQL file, keep its snapshot.',
  deploy: 1,
};
