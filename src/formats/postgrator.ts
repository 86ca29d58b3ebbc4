import type { OutputFile, Plan } from '../types.ts';
import { dependsOn, settingIn } from './evidence.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { leadingNumber, notesEach } from './history.ts';
import { downHeader, layOut, nothingBack, nothingToDo, statementsOf, upHeader } from './layout.ts';
import { dashed } from './names.ts';
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

const settings = ['.postgratorrc.json', '.postgratorrc.js', '.postgratorrc.mjs', '.postgratorrc.yml', '.postgratorrc'];
const usual = ['migrations', 'db/migrations', 'database/migrations', 'src/migrations'];
const forward = /^(\d+)\.do(?:\.([^.]*))?\.(?:sql|[cm]?js)$/;

/** postgrator: a do file and an undo file, each sent whole; the number says to which version. */
export const postgrator: Format = {
  name: 'postgrator',
  title: 'postgrator',
  url: 'https://github.com/rickbergfalk/postgrator',
  directory: 'migrations',
  capabilities,
  runs: 'npx postgrator {version}',
  history: notesEach(
    { table: 'schemaversion', query: 'SELECT version::text AS version FROM schemaversion ORDER BY version' },
    leadingNumber,
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles({ title: 'postgrator', pattern: forward, endings: /\.(?:sql|[cm]?js)$/ }, naming);
    const underscores = migrations.at(-1)?.name.includes('_') === true;
    const pieces = nameAll(piecesOf(plan, naming, capabilities), naming, {
      migrations,
      start: { style: 'sequence', width: 3 },
    }).map((piece) => ({ ...piece, name: underscores ? piece.name : dashed(piece.name) }));
    const opens = (piece: Named): string => upPath(pieces.find(({ path }) => path === piece.opens) ?? piece);
    return [...pieces.map((piece) => upFile(piece, opens(piece))), ...pieces.map(downFile).toReversed()];
  },
};

const upPath = ({ version, name }: Named): string => `${version}.do.${name}.sql`;

function upFile(piece: Named, opens: string): OutputFile {
  const { phase, up } = piece;
  const header = upHeader(phase, { ...piece, opens });
  const statements = up === null ? nothingToDo('this file only carries an undo file') : statementsOf(up);
  return {
    path: upPath(piece),
    phase: phase.name,
    direction: 'up',
    transaction: up?.transaction ?? true,
    content: layOut('postgrator/migration.sql', { header, statements }),
  };
}

function downFile({ phase, down, version, name }: Named): OutputFile {
  return {
    path: `${version}.undo.${name}.sql`,
    phase: phase.name,
    direction: 'down',
    transaction: down?.transaction ?? true,
    content: layOut('postgrator/migration.sql', {
      header: downHeader(phase),
      statements: down === null ? nothingToDo(nothingBack) : statementsOf(down),
    }),
  };
}

function detect(repo: Repo): Evidence | null {
  const files = settings.filter((file) => repo.read(file) !== null);
  const said = settingIn(
    repo,
    Object.fromEntries(files.map((file) => [file, /migrationPattern["']?\s*:\s*["'`]?([^"'`*\n$]+?)\/[^/"'`\n]*\*/])),
  );
  const count = (directory: string): number => repo.list(directory).filter((name) => forward.test(name)).length;
  const found = [...(said === null ? [] : [said.directory]), ...usual].find((directory) => count(directory) > 0);
  const because = [
    ...files.map((file) => `there is a ${file}`),
    ...(found === undefined ? [] : [`the files in ${found} are named 001.do.name.sql`]),
    ...dependsOn(repo, /^postgrator(?:-cli)?$/),
  ];
  if (because.length === 0) return null;
  return {
    because,
    directory: found ?? said?.directory ?? 'migrations',
    migrations: found === undefined ? 0 : count(found),
  };
}
