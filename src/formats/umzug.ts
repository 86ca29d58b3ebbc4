import type { OutputFile, Plan } from '../types.ts';
import { dependsOn } from './evidence.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { notesEach } from './history.ts';
import { downHeader, layOut, nothingBack, nothingToDo, statementsOf, upHeader } from './layout.ts';
import { nextVersions } from './numbering.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';
import { readSingles } from './sections.ts';

const capabilities: Capabilities = {
  sends: 'whole',
  transaction: 'none',
  optOut: 'not needed: a lone statement is not wrapped',
  several: false,
  steps: true,
  down: 'file',
  staged: false,
};

const usual = ['migrations', 'db/migrations', 'src/migrations', 'database/migrations', 'src/db/migrations'];

// `2024.01.31T09.30.00.users.sql`, as `umzug create` writes it.
const dotted = /^(\d{4}\.\d\d\.\d\dT\d\d\.\d\d\.\d\d)\.(.+)\.sql$/;

/** umzug with a resolver that sends SQL files whole. */
export const umzug: Format = {
  name: 'umzug',
  title: 'umzug, with SQL files',
  url: 'https://github.com/sequelize/umzug',
  directory: 'migrations',
  capabilities,
  runs: 'node migrate.js up --step 1',
  history: notesEach(
    { table: '"SequelizeMeta"', query: 'SELECT name::text AS version FROM "SequelizeMeta" ORDER BY name' },
    ({ path }) => path,
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const pairs = naming.existing.some((name) => name.endsWith('.up.sql'));
    const pieces = nameAll(piecesOf(plan, naming, capabilities), naming, names(naming));
    const up = pieces.map((piece) => upFile(piece, pairs));
    return [...up, ...pieces.map((piece) => downFile(piece, pairs)).toReversed()];
  },
};

function names(naming: Naming) {
  const stamped = naming.existing.some((name) => dotted.test(name));
  const numbered = naming.existing.some((name) => /^\d+[_-].*\.sql$/.test(name));
  if (!stamped && numbered) {
    const migrations = readSingles(
      { title: 'umzug', pattern: /^(\d+)[_-](.*?)(?:\.up)?(?<!\.down)\.sql$/, endings: /\.sql$/ },
      naming,
    );
    const sign = /^\d+-/.test(migrations.at(-1)?.file ?? '') ? '-' : '_';
    return {
      migrations,
      start: { style: 'stamp' },
      path: (version: string, name: string) => `${version}${sign}${name}`,
    } as const;
  }
  const { directory, now } = naming;
  const migrations = readSingles({ title: 'umzug', pattern: dotted, endings: /\.sql$/ }, naming).map((migration) => ({
    ...migration,
    digits: migration.digits.replace(/\D/g, ''),
  }));
  const start = { style: 'stamp' } as const;
  return {
    migrations,
    start,
    next: (count: number) => nextVersions(count, { directory, migrations, now, start }).map(withDots),
    path: (version: string, name: string) => `${version}.${name}`,
    version: (file: string) => dotted.exec(file)?.[1],
  };
}

const withDots = (digits: string): string => digits.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1.$2.$3T$4.$5.$6');

function upFile(piece: Named, pairs: boolean): OutputFile {
  const { phase, up, path, opens } = piece;
  const ending = pairs ? '.up.sql' : '.sql';
  const header = upHeader(phase, { ...piece, opens: `${opens}${ending}` });
  const statements = up === null ? nothingToDo('this file only carries a down file') : statementsOf(up);
  return {
    path: `${path}${ending}`,
    phase: phase.name,
    direction: 'up',
    transaction: up?.transaction ?? true,
    content: layOut('umzug/migration.sql', { header, statements }),
  };
}

// Beside an up file that is called as umzug's own documentation has it, the way back lies in a folder.
function downFile({ phase, down, path }: Named, pairs: boolean): OutputFile {
  return {
    path: pairs ? `${path}.down.sql` : `down/${path}.sql`,
    phase: phase.name,
    direction: 'down',
    transaction: down?.transaction ?? true,
    content: layOut('umzug/migration.sql', {
      header: downHeader(phase),
      statements: down === null ? nothingToDo(nothingBack) : statementsOf(down),
    }),
  };
}

// Where its migrations are modules, they are Sequelize's.
function detect(repo: Repo): Evidence | null {
  const because = dependsOn(repo, /^umzug$/);
  const count = (directory: string): number =>
    repo.list(directory).filter((name) => /^\d.*(?<!\.down)\.sql$/.test(name)).length;
  const found = usual.find((directory) => count(directory) > 0);
  if (because.length === 0 || found === undefined) return null;
  return { because: [...because, `${found} holds SQL files`], directory: found, migrations: count(found) };
}
