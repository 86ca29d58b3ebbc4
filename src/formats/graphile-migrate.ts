import { createHash } from 'node:crypto';
import { UserError } from '../errors.ts';
import type { OutputFile, Plan } from '../types.ts';
import { dependsOn } from './evidence.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { leadingDigits, notesEach } from './history.ts';
import { layOut, nothingToDo, statementsOf, upHeader } from './layout.ts';
import { dashed } from './names.ts';
import type { Migration } from './numbering.ts';
import { forwardOnly, type Named, nameAll, piecesOf } from './pieces.ts';
import { readSingles } from './sections.ts';

const capabilities: Capabilities = {
  sends: 'whole',
  transaction: 'file',
  optOut: '--! no-transaction',
  several: false,
  steps: false,
  down: 'none',
  staged: true,
};

const settings = ['.gmrc', '.gmrc.js', '.gmrc.cjs', '.gmrc.json'];
const named = /^(\d+)(?:-([-_a-zA-Z0-9]*))?\.sql$/;

/** graphile-migrate: committed files, each with the hash of itself and of the one before it. */
export const graphileMigrate: Format = {
  name: 'graphile-migrate',
  title: 'Graphile Migrate',
  url: 'https://github.com/graphile/migrate',
  directory: 'migrations/committed',
  capabilities,
  runs: 'npx graphile-migrate migrate',
  history: notesEach(
    {
      table: 'graphile_migrate.migrations',
      query: 'SELECT filename::text AS version FROM graphile_migrate.migrations ORDER BY filename',
    },
    (file) => `${leadingDigits(file)}.sql`,
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = read(naming);
    const pieces = nameAll(piecesOf(forwardOnly(plan), naming, capabilities), naming, {
      migrations,
      start: { style: 'sequence', width: 6 },
      path: (version, name) => `${version}-${dashed(name)}`,
    });
    const taken = placeholders(naming.repo);
    let previous = lastHash(migrations, naming);
    return pieces.map((piece) => {
      refusePlaceholders(piece, taken);
      const body = bodyOf(piece);
      const before = previous;
      previous = hashOf(body, before);
      return {
        path: `${piece.path}.sql`,
        phase: piece.phase.name,
        direction: 'up',
        transaction: piece.up?.transaction ?? true,
        content: layOut('graphile-migrate/migration.sql', {
          previous: before ?? '-',
          hash: previous,
          message: piece.name.replaceAll('_', ' '),
          body,
        }),
      };
    });
  },
};

function bodyOf(piece: Named): string {
  const { phase, up, opens } = piece;
  return layOut('graphile-migrate/body.sql', {
    transaction: up?.transaction ?? true,
    header: upHeader(phase, { ...piece, opens: `${opens}.sql` }),
    statements: up === null ? nothingToDo('nothing is left of this phase') : statementsOf(up),
  }).trim();
}

const hashOf = (body: string, previous: string | null): string =>
  `sha1:${createHash('sha1')
    .update(`${`${previous ?? ''}\n${body}`.trim()}\n`)
    .digest('hex')}`;

function read(naming: Naming): Migration[] {
  const { directory, existing } = naming;
  if (existing.includes('committed/')) {
    throw new UserError(`${directory} holds a folder committed, and that is where Graphile Migrate looks for files`, {
      hint: `--dir ${directory}/committed`,
    });
  }
  return readSingles({ title: 'Graphile Migrate', pattern: named, endings: /\.sql$/ }, naming);
}

function lastHash(migrations: readonly Migration[], { directory, repo }: Naming): string | null {
  const last = migrations.toSorted((a, b) => Number(BigInt(a.digits) - BigInt(b.digits))).at(-1)?.file;
  if (last === undefined) return null;
  const hash = /^--! Hash: *(\S+)$/m.exec(repo.read(`${directory}/${last}`) ?? '')?.[1];
  if (hash !== undefined) return hash;
  throw new UserError(`${directory}/${last} has no line --! Hash:, so the next file cannot say what it follows`, {
    hint: 'commit that file with graphile-migrate commit, or take it out of the folder',
  });
}

// They are replaced wherever they stand, in texts too.
function placeholders(repo: Repo): string[] {
  const own = settings.flatMap((file) => repo.read(file)?.match(/(?<=["'`]):[A-Z][0-9A-Z_]*(?=["'`])/g) ?? []);
  return [':DATABASE_NAME', ':DATABASE_OWNER', ...own];
}

function refusePlaceholders({ up }: Named, names: readonly string[]): void {
  const sql = up?.statements.map(({ statement }) => statement.sql).join('\n') ?? '';
  const found = names.find((name) => new RegExp(`${name}\\b`).test(sql));
  if (found === undefined) return;
  throw new UserError(`the SQL holds ${found}, which Graphile Migrate replaces by a value of its own`, {
    hint: 'change the text in the database that holds it, or choose another --format',
  });
}

function detect(repo: Repo): Evidence | null {
  const files = settings.filter((file) => repo.read(file) !== null);
  const said = files
    .map((file) => /["']?migrationsFolder["']?\s*:\s*["'`](?:\.\/)?([^"'`]+?)\/?["'`]/.exec(repo.read(file) ?? '')?.[1])
    .find((folder) => folder !== undefined);
  const directory = `${said ?? 'migrations'}/committed`;
  const migrations = repo.list(directory).filter((name) => named.test(name)).length;
  const because = [
    ...files.map((file) => `there is a ${file}`),
    ...(migrations === 0 ? [] : [`${directory} holds committed files`]),
    ...dependsOn(repo, /^graphile-migrate$/),
  ];
  return because.length === 0 ? null : { because, directory, migrations };
}
