import { UserError } from '../errors.ts';
import type { OutputFile, Plan } from '../types.ts';
import { dependsOn, settingIn, tidy } from './evidence.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { notesEach } from './history.ts';
import { layOut, nothingToDo, statementsOf, upHeader } from './layout.ts';
import type { Migration } from './numbering.ts';
import { nameAll, piecesOf } from './pieces.ts';

const capabilities: Capabilities = {
  sends: 'whole',
  transaction: 'none',
  optOut: 'not needed: a lone statement is not wrapped',
  several: false,
  steps: false,
  down: 'none',
  staged: true,
};

const lock = 'migration_lock.toml';

/** Prisma Migrate: a folder a migration, whose migration.sql is sent whole; it has no way back. */
export const prisma: Format = {
  name: 'prisma',
  title: 'Prisma Migrate',
  url: 'https://www.prisma.io/docs/orm/prisma-migrate',
  directory: 'prisma/migrations',
  capabilities,
  runs: 'npx prisma migrate deploy',
  history: notesEach(
    {
      table: '_prisma_migrations',
      query:
        'SELECT migration_name::text AS version FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY started_at',
    },
    ({ path }) => path.replace(/\/.*$/, ''),
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const pieces = piecesOf(
      { ...plan, phases: plan.phases.map((phase) => ({ ...phase, undo: [] })) },
      naming,
      capabilities,
    );
    const files = nameAll(pieces, naming, { migrations: read(naming), start: { style: 'stamp' }, byName: true }).map(
      (piece): OutputFile => ({
        path: `${piece.path}/migration.sql`,
        phase: piece.phase.name,
        direction: 'up',
        transaction: piece.up?.transaction ?? true,
        content: layOut('prisma/migration.sql', {
          header: upHeader(piece.phase, { ...piece, opens: `${piece.opens}/migration.sql` }),
          statements: piece.up === null ? nothingToDo('nothing is left of this phase') : statementsOf(piece.up),
        }),
      }),
    );
    return naming.existing.includes(lock) ? files : [...files, lockFile()];
  },
};

function lockFile(): OutputFile {
  return {
    path: lock,
    phase: null,
    direction: 'up',
    transaction: true,
    role: 'sidecar',
    content: layOut(`prisma/${lock}`, {}),
  };
}

// `0_init` is what Prisma's documentation calls the baseline of a database that was there before: no numbering.
function read({ directory, existing, repo }: Naming): Migration[] {
  const provider = /^\s*provider\s*=\s*"(\w+)"/m.exec(repo.read(`${directory}/${lock}`) ?? '')?.[1];
  if (provider !== undefined && provider !== 'postgresql') {
    throw new UserError(`${directory}/${lock} says that the database is ${provider}, not postgresql`, {
      hint: 'choose another directory with --dir DIR',
    });
  }
  const folders = existing.filter((entry) => entry.endsWith('/'));
  const migrations = folders.flatMap((entry): Migration[] => {
    const [, digits, name] = /^(\d+)_(.*)\/$/.exec(entry) ?? [];
    if (digits === undefined || name === undefined || entry === '0_init/') return [];
    return [{ file: entry.slice(0, -1), digits, name, direction: 'up' }];
  });
  const stranger = folders.find((entry) => entry !== '0_init/') ?? existing.find((entry) => entry.endsWith('.sql'));
  if (migrations.length > 0 || stranger === undefined) return migrations;
  throw new UserError(
    `the numbering in ${directory} is not known: Prisma keeps each migration in a folder whose name begins with a time stamp, and ${stranger} does not`,
    { hint: 'choose another directory with --dir DIR, or the tool of those files with --format' },
  );
}

function detect(repo: Repo): Evidence | null {
  const schema = /"prisma"\s*:\s*\{[^}]*"schema"\s*:\s*"([^"]+)"/.exec(repo.read('package.json') ?? '')?.[1];
  const schemas = [...(schema === undefined ? [] : [tidy(schema)]), 'prisma/schema.prisma', 'schema.prisma'];
  const found = schemas.find((path) => repo.read(path) !== null);
  const said = settingIn(repo, {
    'prisma.config.ts': /migrations\s*:\s*\{[^}]*path\s*:\s*["'`]([^"'`]+)/,
  });
  const because = [
    ...(found === undefined ? [] : [`there is a ${found}`]),
    ...(repo.read('prisma.config.ts') === null ? [] : ['there is a prisma.config.ts']),
    ...dependsOn(repo, /^(?:prisma|@prisma\/client)$/),
  ];
  const provider = found === undefined ? undefined : providerOf(repo.read(found) ?? '');
  if (because.length === 0 || (provider !== undefined && provider !== 'postgresql')) return null;
  const beside = found === undefined ? 'prisma/migrations' : `${found.replace(/[^/]*$/, '')}migrations`;
  const directory = said?.directory ?? beside;
  return {
    because,
    directory,
    migrations: repo.list(directory).filter((entry) => /^\d+_.*\/$/.test(entry)).length,
  };
}

const providerOf = (schema: string): string | undefined =>
  /datasource\s+\w+\s*\{[^}]*provider\s*=\s*"(\w+)"/.exec(schema)?.[1];
