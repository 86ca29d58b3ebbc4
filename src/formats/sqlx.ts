import { UserError } from '../errors.ts';
import type { OutputFile, Plan } from '../types.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { leadingNumber, notesEach } from './history.ts';
import { layOut } from './layout.ts';
import type { Migration } from './numbering.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';
import { downText, type Text, upFile, upText } from './texts.ts';

const capabilities: Capabilities = {
  sends: 'whole',
  transaction: 'file',
  optOut: '-- no-transaction',
  several: false,
  steps: true,
  down: 'file',
  staged: false,
};

const pattern = /^(\d+)_(.*?)(?:\.(up|down))?\.sql$/;

/** sqlx: single files, or up and down files, each sent whole; `-- no-transaction` must be the first thing in one. */
export const sqlx: Format = {
  name: 'sqlx',
  title: 'sqlx',
  url: 'https://github.com/launchbadge/sqlx/tree/main/sqlx-cli',
  directory: 'migrations',
  capabilities,
  runs: 'sqlx migrate run --source {directory} --target-version {version}',
  history: notesEach(
    {
      table: '_sqlx_migrations',
      query: 'SELECT version::text AS version FROM _sqlx_migrations WHERE success ORDER BY version',
    },
    leadingNumber,
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const reversible = isReversible(naming);
    const phases = reversible ? plan.phases : plan.phases.map((phase) => ({ ...phase, undo: [] }));
    const pieces = nameAll(piecesOf({ ...plan, phases }, naming, capabilities), naming, {
      migrations: read(naming),
      start: { style: 'stamp' },
    });
    if (!reversible) return pieces.map((piece) => forward(piece, '.sql'));
    return [...pieces.map((piece) => forward(piece, '.up.sql')), ...pieces.map(back).toReversed()];
  },
};

function forward(piece: Named, ending: string): OutputFile {
  const text = upText(piece, (path) => `${path}${ending}`);
  return { ...upFile(piece, `${piece.path}${ending}`, text.transaction), content: contentOf(text) };
}

function back(piece: Named): OutputFile {
  const text = downText(piece);
  const { phase, path } = piece;
  return {
    path: `${path}.down.sql`,
    phase: phase.name,
    direction: 'down',
    transaction: text.transaction,
    content: contentOf(text),
  };
}

const contentOf = (text: Text): string => layOut('sqlx/migration.sql', { ...text });

// sqlx takes a directory of single files or of pairs, and not of both.
function isReversible({ existing }: Naming): boolean {
  const newest = existing.findLast((file) => pattern.test(file));
  return newest === undefined || /\.(?:up|down)\.sql$/.test(newest);
}

function read({ directory, existing }: Naming): Migration[] {
  const migrations = existing.flatMap((file): Migration[] => {
    const [, digits, name, direction] = pattern.exec(file) ?? [];
    if (digits === undefined || name === undefined) return [];
    return [{ file, digits, name, direction: direction === 'down' ? 'down' : 'up' }];
  });
  const stranger = existing.find((file) => file.endsWith('.sql'));
  if (migrations.length > 0 || stranger === undefined) return migrations;
  throw new UserError(
    `the numbering in ${directory} is not known: none of its files is named as sqlx names them, such as ${stranger}`,
    { hint: 'choose another directory with --dir DIR, or the tool of those files with --format' },
  );
}

function detect(repo: Repo): Evidence | null {
  const because = [
    ...(repo.read('sqlx.toml') === null ? [] : ['there is a sqlx.toml']),
    ...(repo.list('.sqlx').length === 0 ? [] : ['there is a .sqlx folder']),
    ...(/^\s*sqlx\s*[.=]/m.test(repo.read('Cargo.toml') ?? '') ? ['Cargo.toml has sqlx'] : []),
  ];
  if (because.length === 0) return null;
  const migrations = repo.list('migrations').filter((file) => pattern.test(file) && !file.endsWith('.down.sql')).length;
  return { because, directory: 'migrations', migrations };
}
