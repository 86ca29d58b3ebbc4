import type { OutputFile, Plan } from '../types.ts';
import { upText, upFile } from './texts.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { notesEach } from './history.ts';
import { layOut } from './layout.ts';
import { partsOf } from './scripts.ts';
import { readSingles } from './sections.ts';

const capabilities: Capabilities = {
  sends: 'whole',
  transaction: 'file',
  optOut: null,
  several: false,
  steps: false,
  down: 'none',
  staged: true,
};

const pattern = /^[UV](\d+)__(.*)\.(?:sql|rs)$/;

/** refinery: numbered files, each in a transaction, always. What cannot run in one lies in the plan's folder. */
export const refinery: Format = {
  name: 'refinery',
  title: 'refinery',
  url: 'https://github.com/rust-db/refinery',
  directory: 'migrations',
  capabilities,
  runs: 'refinery migrate -e DATABASE_URL -p {directory}',
  history: notesEach(
    {
      table: 'refinery_schema_history',
      query: 'SELECT version::text AS version FROM refinery_schema_history ORDER BY version',
    },
    ({ path }) => String(BigInt(pattern.exec(path)?.[1] ?? '0')),
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles({ title: 'refinery', pattern, endings: /\.(?:sql|rs)$/ }, withoutModule(naming));
    const parts = partsOf('refinery', plan, naming, {
      migrations,
      // A version is 32 bits wide unless int8-versions is set, so a stamp would not fit.
      start: { style: 'sequence', width: 1 },
      path: (version, name) => `V${version}__${name}`,
      version: (file) => pattern.exec(file)?.[1],
    });
    return parts.map((part): OutputFile => {
      if (part.kind === 'script') return part.file;
      const path = `${part.piece.path}.sql`;
      const text = upText(part.piece, (each) => part.opens ?? `${each}.sql`);
      return { ...upFile(part.piece, path, true), content: layOut('refinery/migration.sql', { ...text }) };
    });
  },
};

const withoutModule = (naming: Naming): Naming => ({
  ...naming,
  existing: naming.existing.filter((file) => file !== 'mod.rs'),
});

function detect(repo: Repo): Evidence | null {
  if (!/^\s*refinery(?:-core)?\s*[.=]/m.test(repo.read('Cargo.toml') ?? '')) return null;
  const count = (directory: string): number => repo.list(directory).filter((file) => pattern.test(file)).length;
  const directory = ['migrations', 'src/migrations', 'sql_migrations'].find((each) => count(each) > 0) ?? 'migrations';
  return { because: ['Cargo.toml has refinery'], directory, migrations: count(directory) };
}
