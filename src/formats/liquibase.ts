import { UserError } from '../errors.ts';
import type { OutputFile, Plan } from '../types.ts';
import { byMarker } from './evidence.ts';
import type { Capabilities, Evidence, Format, Naming, Repo } from './format.ts';
import { notesEach } from './history.ts';
import { layOut } from './layout.ts';
import { includes } from './liquibase-master.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';
import { backInFirst, readSingles } from './sections.ts';
import { downText, upText } from './texts.ts';
import type { Unit } from './units.ts';

const capabilities: Capabilities = {
  sends: 'whole',
  transaction: 'file',
  optOut: 'runInTransaction:false',
  several: false,
  steps: true,
  down: 'section',
  staged: false,
};

const pattern = /^(\d+)[-_.]?(.*)\.(?:sql|xml|ya?ml|json)$/;
const title = '--liquibase formatted sql';

/** A line that formatted SQL takes for its own, wherever it stands. */
const own =
  /^\s*(?:--\s*(?:liquibase|changeset|rollback|comment|precondition|property|ignore|validchecksum|include)|\/\*\s*liquibase)/i;

/** Liquibase: formatted SQL with one changeset a file, sent whole, and its rollback. */
export const liquibase: Format = {
  name: 'liquibase',
  title: 'Liquibase (formatted SQL)',
  url: 'https://docs.liquibase.com/concepts/changelogs/sql-format.html',
  directory: 'db/changelog/changes',
  capabilities,
  runs: 'liquibase update-count --count=1',
  history: notesEach(
    { table: 'databasechangelog', query: 'SELECT id::text AS version FROM databasechangelog ORDER BY orderexecuted' },
    ({ path }) => path.replace(/\.sql$/, ''),
  ),
  findings: (files, _, naming) =>
    includes(files, naming).needed
      ? [
          {
            id: 'liquibase-include',
            level: 'warning',
            title: 'Liquibase runs what its changelog includes',
            detail: `No changelog was found beside ${naming.directory} that includes all of its files or could be added to. Include the files of this plan in yours, in their order.`,
            deploy: 1,
          },
        ]
      : [],
  detect,
  files(plan: Plan, naming: Naming): OutputFile[] {
    const migrations = readSingles(
      { title: 'Liquibase', pattern, endings: /\.(?:sql|xml|ya?ml|json)$/ },
      withoutMasters(naming),
    );
    const newest = migrations.at(-1)?.file ?? '';
    const separator = /^\d+([-_.])/.exec(newest)?.[1] ?? '_';
    const author = authorIn(
      naming,
      migrations.map(({ file }) => file),
    );
    const files = nameAll(piecesOf(plan, naming, capabilities), naming, {
      migrations,
      start: { style: 'stamp' },
      byName: true,
      path: (version, name) => `${version}${separator}${name}`,
    }).map((piece) => changesetFile(piece, author));
    const master = includes(files, naming).file;
    return master === null ? files : [...files, master];
  },
};

const withoutMasters = (naming: Naming): Naming => ({
  ...naming,
  existing: naming.existing.filter((file) => pattern.test(file) || !/changelog/i.test(file)),
});

/** Who the newest changeset is by. */
function authorIn({ directory, repo }: Naming, files: readonly string[]): string {
  const newest = files.findLast((file) => file.endsWith('.sql'));
  const text = newest === undefined ? '' : (repo.read(`${directory}/${newest}`) ?? '');
  return /^--\s*changeset\s+([^:\s]+):/im.exec(text)?.[1] ?? 'plan';
}

function changesetFile(piece: Named, author: string): OutputFile {
  const path = `${piece.path}.sql`;
  const text = upText(piece, (each) => `${each}.sql`);
  const down = downText(piece, backInFirst(piece));
  for (const unit of [piece.up, piece.down]) if (unit !== null) refuseOwn(unit);
  const content = layOut('liquibase/migration.sql', {
    author,
    id: piece.path,
    // Both ways go by the same word: what cannot be in a transaction decides.
    option: text.transaction && down.transaction ? '' : ' runInTransaction:false',
    header: mild(text.header),
    up: mild(text.statements),
    down: mild(`${down.header}\n\n${down.statements}`)
      .split('\n')
      .map((line) => `--rollback ${line}`)
      .join('\n'),
  });
  const { transaction } = text;
  return { path, phase: piece.phase.name, direction: 'up', transaction, reversible: true, content };
}

/** Remarks that begin with a word of Liquibase's own begin with a dash more. */
const mild = (text: string): string =>
  text
    .split('\n')
    .map((line) => (own.test(line) ? line.replace('--', '-- -') : line))
    .join('\n');

function refuseOwn(unit: Unit): void {
  const line = unit.statements.flatMap(({ statement }) => statement.sql.split('\n')).find((each) => own.test(each));
  if (line === undefined) return;
  throw new UserError(`a line of the SQL is one that Liquibase takes for its own: ${line.trim()}`, {
    hint: 'change the text in the database that holds it, or choose another --format',
  });
}

const resources = 'src/main/resources/db/changelog';
const folders = ['db/changelog/changes', 'db/changelog', `${resources}/changes`, resources, 'changelog'] as const;

function detect(repo: Repo): Evidence | null {
  const found = byMarker(repo, {
    names: pattern,
    marker: /^--\s*liquibase formatted sql/im,
    says: title,
    folders,
    modules: { 'pom.xml': /liquibase/i, 'build.gradle': /liquibase/i, 'build.gradle.kts': /liquibase/i },
  });
  if (found !== null && found.migrations > 0) return found;
  const properties = repo.read('liquibase.properties') === null ? [] : ['there is a liquibase.properties'];
  const because = [...(found?.because ?? []), ...properties];
  if (because.length === 0) return null;
  // Changesets in XML or YAML have no marker: what names the tool says what they are.
  const count = (directory: string): number => repo.list(directory).filter((name) => pattern.test(name)).length;
  const directory = folders.find((each) => count(each) > 0) ?? (found === null ? folders[0] : `${resources}/changes`);
  return { because, directory, migrations: count(directory) };
}
