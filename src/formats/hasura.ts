import { UserError } from '../errors.ts';
import type { OutputFile, Phase, Plan } from '../types.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { leadingDigits, notesEach } from './history.ts';
import { downHeader, layOut, nothingBack, nothingToDo, statementsOf } from './layout.ts';
import type { Migration } from './numbering.ts';
import type { Named } from './pieces.ts';
import { partsOf, undoScript } from './scripts.ts';
import { upFile, upText } from './texts.ts';
import { unitsOf } from './units.ts';

const capabilities: Capabilities = {
  sends: 'whole',
  transaction: 'file',
  optOut: null,
  several: false,
  steps: true,
  down: 'file',
  staged: true,
};

const pattern = /^(\d+)_(.*)\/$/;

/** Hasura: a folder a migration, sent whole in a transaction, always. What cannot run in one lies in the plan's folder. */
export const hasura: Format = {
  name: 'hasura',
  title: 'Hasura',
  url: 'https://hasura.io/docs/2.0/',
  directory: 'migrations/default',
  capabilities,
  runs: 'hasura migrate apply --up 1 --database-name {database}',
  history: notesEach(
    {
      table: 'hdb_catalog.hdb_version',
      query:
        "SELECT file.key AS version FROM hdb_catalog.hdb_version, jsonb_each(cli_state::jsonb -> 'migrations') AS source, jsonb_each(source.value) AS file WHERE file.value = 'false' ORDER BY file.key::bigint",
    },
    leadingDigits,
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const parts = partsOf('Hasura', plan, naming, {
      migrations: read(naming),
      start: { style: 'stamp', width: 13 },
    });
    const pieces = parts.flatMap((part) => (part.kind === 'migration' ? [part.piece] : []));
    const back = plan.phases
      .filter(({ name }) => naming.phases === undefined || naming.phases.includes(name))
      .map((phase) =>
        backOf(
          phase,
          pieces.filter((piece) => piece.phase.name === phase.name),
        ),
      );
    return [
      ...parts.map((part) => (part.kind === 'script' ? part.file : forward(part.piece, part.opens))),
      ...back.toReversed().flat(),
    ];
  },
};

function forward(piece: Named, opens: string | null): OutputFile {
  const text = upText(piece, (path) => opens ?? `${path}/up.sql`);
  const content = layOut('hasura/migration.sql', { ...text });
  return { ...upFile(piece, `${piece.path}/up.sql`, true), content };
}

// The whole way back of a phase is in its first migration, which is taken back last; or in a script, when that cannot hold it.
function backOf(phase: Phase, pieces: readonly Named[]): OutputFile[] {
  const [unit] = unitsOf(phase.undo, { sharing: { several: false, transaction: 'file' }, production: false });
  const script = undoScript('Hasura', phase);
  const statements = (index: number): string => {
    // Said once, in the one that is taken back first.
    if (script !== null && index === pieces.length - 1)
      return nothingToDo(`${script.path} in the folder of the plan takes the phase back, with psql`);
    return index > 0 || script !== null || unit === undefined ? nothingToDo(nothingBack) : statementsOf(unit);
  };
  const files = pieces.map(({ path }, index): OutputFile => ({
    path: `${path}/down.sql`,
    phase: phase.name,
    direction: 'down',
    transaction: true,
    content: layOut('hasura/migration.sql', { header: downHeader(phase), statements: statements(index) }),
  }));
  return [...files.toReversed(), ...(script === null ? [] : [script])];
}

function read({ directory, existing }: Naming): Migration[] {
  const migrations = existing.flatMap((entry): Migration[] => {
    const [, digits, name] = pattern.exec(entry) ?? [];
    return digits === undefined || name === undefined
      ? []
      : [{ file: entry.slice(0, -1), digits, name, direction: 'up' }];
  });
  const stranger = existing.find((entry) => /\/$|\.sql$/.test(entry));
  if (migrations.length > 0 || stranger === undefined) return migrations;
  throw new UserError(
    `the numbering in ${directory} is not known: Hasura keeps each migration in a folder whose name begins with the milliseconds of its moment, and ${stranger} does not`,
    { hint: 'choose the directory of a database, such as migrations/default, with --dir DIR' },
  );
}

function detect(repo: Repo): Evidence | null {
  const root = ['', 'hasura/'].find((each) => /^metadata_directory\s*:/m.test(repo.read(`${each}config.yaml`) ?? ''));
  if (root === undefined) return null;
  const migrations = `${root}${/^migrations_directory\s*:\s*["']?([^"'\s#]+)/m.exec(repo.read(`${root}config.yaml`) ?? '')?.[1] ?? 'migrations'}`;
  const count = (directory: string): number => repo.list(directory).filter((entry) => pattern.test(entry)).length;
  const databases = repo
    .list(migrations)
    .filter((entry) => entry.endsWith('/') && count(`${migrations}/${entry.slice(0, -1)}`) > 0);
  const directory = `${migrations}/${databases[0]?.slice(0, -1) ?? 'default'}`;
  const others = databases.slice(1).map((entry) => `${migrations}/${entry.slice(0, -1)}`);
  return {
    because: [`there is a ${root}config.yaml with metadata_directory`],
    directory,
    ...(others.length === 0 ? {} : { others }),
    migrations: count(directory),
  };
}
