import type { OutputFile, Plan } from '../types.ts';
import { calls, downRemark, remark, type Style, upRemark } from './code.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { elixirHeredoc } from './heredocs.ts';
import { leadingNumber, notesEach } from './history.ts';
import { layOut } from './layout.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';
import { backInFirst, readSingles } from './sections.ts';
import type { Unit } from './units.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'file',
  optOut: '@disable_ddl_transaction true, @disable_migration_lock true',
  several: true,
  steps: true,
  down: 'section',
  staged: false,
};

const pattern = /^(\d+)_(.*)\.exs$/;

/** Ecto: an Elixir module with up and down, each statement in an execute. */
export const ecto: Format = {
  name: 'ecto',
  title: 'Ecto',
  url: 'https://hexdocs.pm/ecto_sql/Ecto.Migration.html',
  directory: 'priv/repo/migrations',
  capabilities,
  runs: 'mix ecto.migrate --step 1',
  history: notesEach(
    { table: 'schema_migrations', query: 'SELECT version::text AS version FROM schema_migrations ORDER BY version' },
    leadingNumber,
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles({ title: 'Ecto', pattern, endings: /\.(?:exs|sql)$/ }, naming);
    const space = namespaceOf(naming);
    return nameAll(piecesOf(plan, naming, capabilities), naming, { migrations, start: { style: 'stamp' } }).map(
      (piece) => elixirFile(piece, space),
    );
  },
};

/** The `MyApp.Repo.Migrations` of the newest migration that is there, or what mix would write for the application. */
function namespaceOf({ directory, existing, repo }: Naming): string {
  const newest = existing.findLast((file) => pattern.test(file));
  const text = newest === undefined ? '' : (repo.read(`${directory}/${newest}`) ?? '');
  const said = /^defmodule ([\w.]+)\.\w+ do/m.exec(text)?.[1];
  const folder = camelized(/(\w+)\/migrations\/?$/.exec(directory)?.[1] ?? 'repo');
  const application = /^\s*app:\s*:(\w+)/m.exec(repo.read('mix.exs') ?? '')?.[1];
  return said ?? [...(application === undefined ? [] : [camelized(application)]), folder, 'Migrations'].join('.');
}

const camelized = (name: string): string =>
  name
    .split('_')
    .map((word) => word.replace(/^./, (first) => first.toUpperCase()))
    .join('');

const code: Style = { sign: '#', indent: 4 };

function elixirFile(piece: Named, space: string): OutputFile {
  const { phase, up, down, name, path, opens } = piece;
  const transaction = up?.transaction ?? true;
  const content = layOut('ecto/migration.exs', {
    module: `${space}.${camelized(name)}`,
    transaction: transaction && (down?.transaction ?? true),
    header: upRemark(phase, { ...piece, opens: `${opens}.exs` }, { sign: '#', indent: 2 }),
    up: up === null ? nothing('this file only takes something back') : executes(up),
    downHeader: downRemark(phase, code),
    down: down === null ? nothing(backInFirst(piece)) : executes(down),
  });
  return { path: `${path}.exs`, phase: phase.name, direction: 'up', transaction, reversible: true, content };
}

const nothing = (why: string): string => `${remark(`Nothing to do: ${why}.`, code)}\n    :ok`;

function executes(unit: Unit): string {
  return calls(unit, code, (sql) => {
    const { opens, lines } = elixirHeredoc(sql, code.indent);
    return `execute(${opens}\n${lines})`;
  });
}

function detect(repo: Repo): Evidence | null {
  const names = /:ecto_sql\b/.test(repo.read('mix.exs') ?? '');
  const folders = repo.list('priv').map((entry) => `priv/${entry}migrations`);
  const count = (directory: string): number => repo.list(directory).filter((file) => pattern.test(file)).length;
  const found = folders.find((directory) => count(directory) > 0);
  if (!names && found === undefined) return null;
  const directory = found ?? 'priv/repo/migrations';
  return {
    because: [
      ...(found === undefined ? [] : [`${found} holds Elixir migrations`]),
      ...(names ? ['mix.exs has ecto_sql'] : []),
    ],
    directory,
    migrations: count(directory),
  };
}
