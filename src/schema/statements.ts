import { UserError } from '../errors.ts';
import { sqlLibraries, type Node } from '../sql/parse.ts';
import { type Piece, pieces } from './split.ts';

/** One statement of a dump that bears on the schema. */
export interface DumpStatement {
  readonly node: Node;
  readonly text: string;
  /** For errors: where it begins in the file. */
  readonly at: number;
}

/** The text of a dump, and the file that it is from. */
export interface Dump {
  readonly file: string;
  readonly text: string;
}

// Rows, and what only tidies up: told by the first word, because parsing megabytes of rows would take minutes.
const rows = new Set([
  'insert',
  'copy',
  'update',
  'delete',
  'truncate',
  'vacuum',
  'analyze',
  'analyse',
  'merge',
  'lock',
]);

// What changes how psql shows or reports something, and not what it sends.
const harmless = new Set(
  [
    '\\restrict \\unrestrict \\connect \\c \\set \\unset \\pset \\echo \\qecho \\warn \\timing \\encoding \\x \\a \\t \\q \\copy',
  ].flatMap((names) => names.split(' ')),
);

/**
 * The statements of a dump in their order, parsed, and where it connects to a database; rows are left out.
 * Throws UserError with the line for what does not parse and for meta-commands that would read other files.
 */
export function* statements(dump: Dump): Generator<DumpStatement | { readonly connect: string; readonly at: number }> {
  for (const piece of pieces(dump.text)) {
    if (piece.kind === 'meta') {
      const [, command = '', rest = ''] = /^(\S+)\s*([^]*)$/.exec(piece.text) ?? [];
      if (!harmless.has(command)) throw strangeCommand(dump, piece, command);
      if (['\\connect', '\\c'].includes(command) && !rest.startsWith('- ')) yield { connect: rest, at: piece.at };
      // What follows is not sent.
      if (command === '\\q') return;
    } else if (!rows.has(piece.words[0] ?? '')) {
      const node = parse(dump, piece);
      if (node !== null) yield { node, text: piece.text, at: piece.at };
    }
  }
}

function parse(dump: Dump, piece: Piece): Node | null {
  const { parser } = sqlLibraries();
  try {
    return parser.parseSync(piece.text).stmts?.[0]?.stmt ?? null;
  } catch (error) {
    if (!parser.hasSqlDetails(error)) throw error;
    const at = piece.at + Math.max(error.sqlDetails?.cursorPosition ?? 0, 0);
    throw new UserError(`${place(dump, at)} does not parse: ${error.message}: ${shortened(piece.text)}`, {
      hint: `is ${dump.file} a schema of PostgreSQL as text? pg_dump -s -f schema.sql <database> writes one`,
      cause: error,
    });
  }
}

function strangeCommand(dump: Dump, piece: Piece, command: string): UserError {
  const reads = /^\\(i|ir|include|include_relative)$/.test(command);
  return new UserError(
    reads
      ? `${place(dump, piece.at)} reads another file, which --schema does not follow: ${piece.text}`
      : `${place(dump, piece.at)} holds a command of psql that --schema does not know: ${piece.text}`,
    { hint: 'give one file with all the SQL in it: pg_dump -s -f schema.sql <database> writes one' },
  );
}

/** `schema.sql, line 12` */
export function place({ file, text }: Dump, at: number): string {
  let line = 1;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', end + 1)) line += 1;
  return `${file}, line ${line}`;
}

/** A statement on one line of an error. */
export function shortened(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 97)}...` : line;
}
