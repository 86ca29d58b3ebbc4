import type { OutputFile, Plan } from '../types.ts';
import { dependsOn } from './evidence.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { leadingDigits, notesEach } from './history.ts';
import { layOut, nothingToDo, statementsOf, upHeader } from './layout.ts';
import { forwardOnly, nameAll, piecesOf } from './pieces.ts';
import { readSingles } from './sections.ts';

// Since 2.109 it runs what cannot be in a transaction by itself; older ones need it alone in its file.
const capabilities: Capabilities = {
  sends: 'statements',
  transaction: 'none',
  optOut: 'not needed: a lone statement is not wrapped',
  several: false,
  steps: false,
  down: 'none',
  staged: true,
};

const directory = 'supabase/migrations';
const named = /^(\d+)_(.*)\.sql$/;

/** Supabase: SQL files that only go forward. */
export const supabase: Format = {
  name: 'supabase',
  title: 'Supabase',
  url: 'https://supabase.com/docs/guides/cli',
  directory,
  capabilities,
  runs: 'npx supabase db push',
  history: notesEach(
    {
      table: 'supabase_migrations.schema_migrations',
      query: 'SELECT version::text AS version FROM supabase_migrations.schema_migrations ORDER BY version',
    },
    leadingDigits,
  ),
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles({ title: 'Supabase', pattern: named, endings: /\.sql$/ }, naming);
    const pieces = piecesOf(forwardOnly(plan), naming, capabilities);
    return nameAll(pieces, naming, { migrations, start: { style: 'stamp' } }).map((piece) => ({
      path: `${piece.path}.sql`,
      phase: piece.phase.name,
      direction: 'up',
      transaction: piece.up?.transaction ?? true,
      content: layOut('supabase/migration.sql', {
        header: upHeader(piece.phase, { ...piece, opens: `${piece.opens}.sql` }),
        statements: piece.up === null ? nothingToDo('nothing is left of this phase') : statementsOf(piece.up),
      }),
    }));
  },
};

function detect(repo: Repo): Evidence | null {
  const migrations = repo.list(directory).filter((name) => named.test(name)).length;
  const because = [
    ...(repo.read('supabase/config.toml') === null ? [] : ['there is a supabase/config.toml']),
    ...(migrations === 0 ? [] : [`${directory} holds SQL files`]),
    ...dependsOn(repo, /^supabase$/),
  ];
  return because.length === 0 ? null : { because, directory, migrations };
}
