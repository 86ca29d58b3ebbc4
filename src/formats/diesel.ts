import { UserError } from '../errors.ts';
import type { OutputFile, Plan } from '../types.ts';
import { settingIn } from './evidence.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { notesEach } from './history.ts';
import { layOut } from './layout.ts';
import type { Migration } from './numbering.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';
import { downText, upFile, upText } from './texts.ts';

const capabilities: Capabilities = {
  sends: 'whole',
  transaction: 'file',
  optOut: 'a metadata.toml beside it: run_in_transaction = false',
  several: false,
  steps: false,
  down: 'file',
  staged: true,
};

/** The helper functions that `diesel setup` writes; its stamp is no moment. */
const setup = '00000000000000_diesel_initial_setup/';

/** diesel: a folder a migration, with up.sql and down.sql, each sent whole; `diesel migration run` runs all that are pending. */
export const diesel: Format = {
  name: 'diesel',
  title: 'diesel',
  url: 'https://diesel.rs/guides/getting-started',
  directory: 'migrations',
  capabilities,
  runs: 'diesel migration run --migration-dir {directory}',
  history: notesEach(
    {
      table: '__diesel_schema_migrations',
      query: 'SELECT version::text AS version FROM __diesel_schema_migrations ORDER BY version',
    },
    ({ path }) => digitsOf(path),
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const { plain, migrations } = read(naming);
    const pieces = nameAll(piecesOf(plan, naming, capabilities), naming, {
      migrations,
      start: { style: 'stamp' },
      path: (version, name) => `${plain ? version : dashed(version)}_${name}`,
      version: digitsOf,
    });
    return [...pieces.flatMap(forward), ...pieces.map(back).toReversed()];
  },
};

/** What diesel takes for the version: the part before the first underscore, without dashes. */
const digitsOf = (path: string): string => (/^[\d-]+(?=_)/.exec(path)?.[0] ?? '').replaceAll('-', '');

const dashed = (stamp: string): string => stamp.replace(/^(\d{4})(\d\d)(\d\d)(\d{6})$/, '$1-$2-$3-$4');

function forward(piece: Named): OutputFile[] {
  const text = upText(piece, (path) => `${path}/up.sql`);
  const file = upFile(piece, `${piece.path}/up.sql`, text.transaction);
  const files: OutputFile[] = [{ ...file, content: layOut('diesel/migration.sql', { ...text }) }];
  if (text.transaction && piece.down?.transaction !== false) return files;
  const content = layOut('diesel/metadata.toml', {});
  return [...files, { ...file, path: `${piece.path}/metadata.toml`, role: 'sidecar', content }];
}

function back(piece: Named): OutputFile {
  const text = downText(piece);
  return {
    path: `${piece.path}/down.sql`,
    phase: piece.phase.name,
    direction: 'down',
    transaction: text.transaction,
    content: layOut('diesel/migration.sql', { ...text }),
  };
}

function read({ directory, existing }: Naming): { plain: boolean; migrations: Migration[] } {
  const folders = existing.filter((entry) => entry.endsWith('/') && entry !== setup);
  const migrations = folders.flatMap((entry): Migration[] => {
    const digits = digitsOf(entry);
    const name = entry.replace(/^[^_]*_/, '').slice(0, -1);
    return digits === '' ? [] : [{ file: entry.slice(0, -1), digits, name, direction: 'up' }];
  });
  const newest = migrations.at(-1);
  const stranger = folders[0] ?? existing.find((entry) => entry.endsWith('.sql'));
  if (newest !== undefined || stranger === undefined)
    return { plain: newest !== undefined && /^\d+_/.test(newest.file), migrations };
  throw new UserError(
    `the numbering in ${directory} is not known: diesel keeps each migration in a folder whose name begins with a date and time, and ${stranger} does not`,
    { hint: 'choose another directory with --dir DIR, or the tool of those files with --format' },
  );
}

function detect(repo: Repo): Evidence | null {
  const said = settingIn(repo, { 'diesel.toml': /\[migrations_directory\][^[]*?dir\s*=\s*["']([^"']+)/ });
  const because = [
    ...(repo.read('diesel.toml') === null ? [] : ['there is a diesel.toml']),
    ...(/^\s*diesel\s*[.=]/m.test(repo.read('Cargo.toml') ?? '') ? ['Cargo.toml has diesel'] : []),
  ];
  if (because.length === 0) return null;
  const directory = said?.directory ?? 'migrations';
  return { because, directory, migrations: repo.list(directory).filter((entry) => digitsOf(entry) !== '').length };
}
