import { UserError } from '../errors.ts';
import type { OutputFile, Plan } from '../types.ts';
import type { Capabilities, History, Naming } from './format.ts';
import { leadingNumber, notesLast } from './history.ts';
import { createdAt, downHeader, layOut, nothingBack, nothingToDo, statementsOf, upHeader } from './layout.ts';
import type { Migration, Start } from './numbering.ts';
import { type Named, nameAll, piecesOf } from './pieces.ts';

/** Sent whole, with a down file beside each up file. */
export const pairCapabilities: Capabilities = {
  sends: 'whole',
  transaction: 'none',
  optOut: 'not needed: a lone statement is not wrapped',
  several: false,
  steps: true,
  down: 'file',
  staged: false,
};

/** golang-migrate's table: one row, the last number, and whether its file stopped half-way. */
export const pairHistory: History = notesLast(
  {
    table: 'schema_migrations',
    query: 'SELECT version::text AS version FROM schema_migrations WHERE NOT dirty',
  },
  leadingNumber,
);

/** What golang-migrate takes for a migration: digits, an underscore, a name, up or down, an ending. */
export function readPairs(directory: string, existing: readonly string[]): Migration[] {
  const migrations = existing.flatMap((file): Migration[] => {
    const [, digits, name, direction] = /^(\d+)_(.*)\.(down|up)\.[^./]*$/.exec(file) ?? [];
    if (digits === undefined || name === undefined) return [];
    return [{ file, digits, name, direction: direction === 'down' ? 'down' : 'up' }];
  });
  const stranger = existing.find((file) => file.endsWith('.sql'));
  if (migrations.length > 0 || stranger === undefined) return migrations;
  throw new UserError(
    `${directory} holds no pair of .up.sql and .down.sql files, but other SQL files, such as ${stranger}`,
    {
      hint: `choose another directory with --dir DIR, or the format of those files with --format`,
    },
  );
}

/** The files of a plan for a tool that sends a whole `<version>_<name>.up.sql` as one query. */
export function pairFiles(format: string, start: Start, plan: Plan, naming: Naming): OutputFile[] {
  const migrations = readPairs(naming.directory, naming.existing);
  const named = nameAll(piecesOf(plan, naming, pairCapabilities), naming, { migrations, start });
  const created = createdAt(naming);
  const up = named.map((piece) => upFile(format, piece, created));
  const down = named.map((piece) => downFile(format, piece, created));
  return [...up, ...down.toReversed()];
}

function upFile(format: string, piece: Named, created: string): OutputFile {
  const { phase, up, name, path, opens } = piece;
  const header = upHeader(phase, { ...piece, opens: `${opens}.up.sql` });
  const statements = up === null ? nothingToDo('this file only carries a down file') : statementsOf(up);
  return {
    path: `${path}.up.sql`,
    phase: phase.name,
    direction: 'up',
    transaction: up?.transaction ?? true,
    content: layOut(`${format}/migration.sql`, { name, created, header, statements }),
  };
}

function downFile(format: string, { phase, down, name, path }: Named, created: string): OutputFile {
  const statements = down === null ? nothingToDo(nothingBack) : statementsOf(down);
  return {
    path: `${path}.down.sql`,
    phase: phase.name,
    direction: 'down',
    transaction: down?.transaction ?? true,
    content: layOut(`${format}/migration.sql`, { name, created, header: downHeader(phase), statements }),
  };
}
