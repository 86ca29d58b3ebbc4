import { UserError } from '../errors.ts';
import type { OutputFile, Plan } from '../types.ts';
import type { Capabilities, Naming } from './format.ts';
import { comment } from './comment.ts';
import { downHeader, layOut, type Layout, nothingToDo, statementsOf, upHeader, type Written } from './layout.ts';
import type { Migration, Start } from './numbering.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';

/** A tool whose files hold the way forward and the way back, each under a marker line. */
export interface Sections {
  readonly name: string;
  readonly title: string;
  readonly capabilities: Capabilities;
  readonly start: Start;
  /** It tells its migrations apart by their whole names; see nextVersions. */
  readonly byName?: boolean;
  /** The migrations among what lies in the directory. */
  readonly read: (naming: Naming) => readonly Migration[];
  /** A line that the tool takes for a marker wherever it stands. */
  readonly marker: RegExp;
  /** What the tool would lose or misread in a line of SQL, besides. */
  readonly loses?: { readonly pattern: RegExp; readonly says: string };
  /** Puts marks around a statement that the tool would cut. */
  readonly wrap?: (sql: string) => string;
  /** What the template shows besides, of one file. */
  readonly values?: (piece: Named) => Layout;
  /** A file's name without its ending; by default `<version>_<name>`. */
  readonly path?: (version: string, name: string) => string;
}

/** One `.sql` file a piece, laid out by `templates/formats/<name>/migration.sql.hbs`. Throws UserError when the SQL holds a marker. */
export function sectionFiles(tool: Sections, plan: Plan, naming: Naming): OutputFile[] {
  const { capabilities, start, byName = false, read, path } = tool;
  const names = { migrations: read(naming), start, byName, ...(path === undefined ? {} : { path }) };
  return nameAll(piecesOf(plan, naming, capabilities), naming, names).map((piece) => sectionFile(tool, piece));
}

function sectionFile(tool: Sections, piece: Named): OutputFile {
  const { phase, up, down, path, opens } = piece;
  refuseMarkers(tool, piece);
  const transaction = up?.transaction ?? true;
  const plain = (text: string): string => unmarked(text, tool.marker);
  const written: Written = {
    remark: (text) => plain(comment(text)),
    ...(tool.wrap === undefined ? {} : { wrap: tool.wrap }),
  };
  const content = layOut(`${tool.name}/migration.sql`, {
    transaction: transaction && (down?.transaction ?? true),
    header: plain(upHeader(phase, { ...piece, opens: `${opens}.sql` })),
    up: up === null ? nothingToDo('this file only takes something back') : statementsOf(up, written),
    downHeader: plain(downHeader(phase)),
    down: down === null ? nothingToDo(backInFirst(piece)) : statementsOf(down, written),
    ...tool.values?.(piece),
  });
  return { path: `${path}.sql`, phase: phase.name, direction: 'up', transaction, reversible: true, content };
}

/** A comment in which no line is a marker, whatever a name in the database makes of it. */
function unmarked(text: string, marker: RegExp): string {
  return text
    .split('\n')
    .map((line) => (marker.test(line) ? line.replace(/^--/, '-- |') : line))
    .join('\n');
}

/** Why a file of a phase takes nothing back, when it does not. */
export function backInFirst({ phase, number }: Named): string {
  return phase.undo.length === 0 || number === 1
    ? 'there is nothing to take back'
    : 'the first file of this phase takes the whole phase back';
}

function refuseMarkers({ title, marker, loses }: Sections, { up, down }: Named): void {
  const statements = [...(up?.statements ?? []), ...(down?.statements ?? [])];
  const lines = statements.flatMap(({ statement }) => statement.sql.split('\n'));
  const mistaken = lines.find((line) => marker.test(line));
  const lost = loses === undefined ? undefined : lines.find((line) => loses.pattern.test(line));
  if (mistaken === undefined && lost === undefined) return;
  const what = mistaken === undefined ? (loses?.says ?? '') : 'is one that it takes for its own marker';
  throw new UserError(`${title} cannot be given a line of the SQL, which ${what}: ${(mistaken ?? lost ?? '').trim()}`, {
    hint: 'change the text in the database that holds it, or choose another --format',
  });
}

/** Files that a tool takes for migrations, and how to know them. */
export interface Singles {
  readonly title: string;
  /** Number and name in the name of a file. */
  readonly pattern: RegExp;
  /** How the names of files end that should be migrations. */
  readonly endings: RegExp;
  /** What every SQL file of the tool has; the newest is looked into. */
  readonly mark?: { readonly pattern: RegExp; readonly says: string };
}

/** The migrations of a tool with one file each. Throws UserError when the files that are there are not the tool's. */
export function readSingles({ title, pattern, endings, mark }: Singles, naming: Naming): Migration[] {
  const { directory, existing, repo } = naming;
  const migrations = existing.flatMap((file): Migration[] => {
    const [, digits, name] = pattern.exec(file) ?? [];
    return digits === undefined ? [] : [{ file, digits, name: name ?? '', direction: 'up' }];
  });
  const stranger = existing.find((file) => endings.test(file));
  if (migrations.length === 0 && stranger !== undefined) {
    throw new UserError(
      `the numbering in ${directory} is not known: none of its files is named as ${title} names them, such as ${stranger}`,
      { hint: 'choose another directory with --dir DIR, or the tool of those files with --format' },
    );
  }
  const newest = migrations.findLast(({ file }) => file.endsWith('.sql'))?.file;
  const text = newest === undefined ? null : repo.read(`${directory}/${newest}`);
  if (mark === undefined || newest === undefined || text === null || mark.pattern.test(text)) return migrations;
  throw new UserError(`${directory}/${newest} has no line ${mark.says}, so it is not a migration of ${title}`, {
    hint: 'choose another directory with --dir DIR, or the tool of those files with --format',
  });
}
