import { UserError } from '../errors.ts';
import type { OutputFile, Plan } from '../types.ts';
import { settingIn } from './evidence.ts';
import { atlasSum, type Summed } from './atlas-sum.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { leadingDigits, notesEach } from './history.ts';
import { layOut } from './layout.ts';
import { nameAll, piecesOf } from './pieces.ts';
import { readSingles } from './sections.ts';
import { upFile, upText } from './texts.ts';

const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'file',
  optOut: '-- atlas:txmode none',
  several: true,
  steps: true,
  down: 'none',
  staged: false,
};

const sum = 'atlas.sum';
const pattern = /^(\d+)(?:_(.*))?\.sql$/;

/** Atlas: files that it takes apart itself, under a chain of hashes in atlas.sum; it works out the way back by itself. */
export const atlas: Format = {
  name: 'atlas',
  title: 'Atlas',
  url: 'https://atlasgo.io/versioned/intro',
  directory: 'migrations',
  capabilities,
  runs: 'atlas migrate apply 1 --dir "file://{directory}" --url "$DATABASE_URL"',
  history: notesEach(
    {
      table: 'atlas_schema_revisions.atlas_schema_revisions',
      query:
        'SELECT version::text AS version FROM atlas_schema_revisions.atlas_schema_revisions WHERE applied = total ORDER BY executed_at',
    },
    leadingDigits,
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles({ title: 'Atlas', pattern, endings: /\.sql$/ }, naming);
    const there = summedFiles(naming);
    refuseBroken(naming, there);
    const pieces = piecesOf(
      { ...plan, phases: plan.phases.map((phase) => ({ ...phase, undo: [] })) },
      naming,
      capabilities,
    );
    const files = nameAll(pieces, naming, { migrations, start: { style: 'stamp' } }).map((piece): OutputFile => {
      const text = upText(piece, (path) => `${path}.sql`);
      return {
        ...upFile(piece, `${piece.path}.sql`, text.transaction),
        content: layOut('atlas/migration.sql', { ...text }),
      };
    });
    const kept = there.filter(({ name }) => naming.existing.includes(name));
    return [...files, sumFile([...kept, ...files.map(({ path, content }) => ({ name: path, content }))], naming)];
  },
};

function sumFile(files: readonly Summed[], { existing }: Naming): OutputFile {
  return {
    path: sum,
    phase: null,
    direction: 'up',
    transaction: true,
    role: 'sidecar',
    ...(existing.includes(sum) ? { replaces: true } : {}),
    content: atlasSum(files),
  };
}

function summedFiles({ directory, existing, reuse, repo }: Naming): Summed[] {
  return [...existing, ...reuse]
    .filter((name) => name.endsWith('.sql'))
    .map((name) => ({ name, content: repo.read(`${directory}/${name}`) ?? '' }));
}

// Were the hashes written anew over files that somebody changed by hand, Atlas would no longer say so.
function refuseBroken({ directory, repo }: Naming, files: readonly Summed[]): void {
  const said = repo.read(`${directory}/${sum}`);
  if (said === null || said.trim() === atlasSum(files).trim()) return;
  throw new UserError(
    `${directory}/${sum} does not fit the files in ${directory}: one was changed, added or removed since`,
    {
      hint: `look at what changed, then: atlas migrate hash --dir "file://${directory}"`,
    },
  );
}

function detect(repo: Repo): Evidence | null {
  const config = repo.read('atlas.hcl');
  if (config !== null && /\bformat\s*=\s*"?(?!atlas\b)[a-z-]+/.test(config)) return null;
  const said = settingIn(repo, { 'atlas.hcl': /\bdir\s*=\s*"file:\/\/([^"?]+)/ });
  const folders = [said?.directory ?? [], 'migrations', 'db/migrations', 'ent/migrate/migrations'].flat();
  const summed = folders.find((directory) => repo.read(`${directory}/${sum}`) !== null);
  if (summed === undefined && config === null) return null;
  const directory = summed ?? said?.directory ?? 'migrations';
  return {
    because: [
      ...(summed === undefined ? [] : [`there is a ${summed}/${sum}`]),
      ...(config === null ? [] : ['there is an atlas.hcl']),
    ],
    directory,
    migrations: repo.list(directory).filter((name) => pattern.test(name)).length,
  };
}
