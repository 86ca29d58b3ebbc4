import type { Phase, Plan } from '../types.ts';
import type { Naming } from './format.ts';
import { fileWords, snake, uniqueName } from './names.ts';
import { type Migration, nextVersions, type Start } from './numbering.ts';
import { type Sharing, type Unit, unitsOf } from './units.ts';

/** What one migration of a tool holds: a phase, or a part of it, and what takes that part back. */
export interface Piece {
  readonly phase: Phase;
  readonly up: Unit | null;
  readonly down: Unit | null;
  /** Which of the pieces of its phase it is, from 1. */
  readonly number: number;
  readonly of: number;
}

/** A piece with its number and its name. */
export interface Named extends Piece {
  readonly version: string;
  /** `expand_users_display_name` */
  readonly name: string;
  /** The version and the name as a file is called, without an ending. */
  readonly path: string;
  /** The path of the first piece of the same phase. */
  readonly opens: string;
}

/** How a tool names its files. */
export interface Names {
  /** The migrations that lie in the directory. */
  readonly migrations: readonly Migration[];
  /** How a directory without any is numbered. */
  readonly start: Start;
  /** The tool tells its migrations apart by their whole names; see nextVersions. */
  readonly byName?: boolean;
  /** The next versions, where they are no numbers. */
  readonly next?: (count: number) => string[];
  /** A file's name without its ending; by default `<version>_<name>`. */
  readonly path?: (version: string, name: string) => string;
  /** The number in the name of a file; by default the digits that it begins with. */
  readonly version?: (file: string) => string | undefined;
}

/** The phases that are to be written, cut into what may share a file. */
export function piecesOf(plan: Plan, { phases }: Naming, sharing: Sharing): Piece[] {
  return plan.phases
    .filter(({ name }) => phases === undefined || phases.includes(name))
    .flatMap((phase) => cut(phase, sharing));
}

/** Whether both ways may run in a transaction. */
export function allowsTransaction({ up, down }: Piece): boolean {
  return up?.transaction !== false && down?.transaction !== false;
}

/** The statements of both ways. */
export function sqlOf({ up, down }: Piece): string[] {
  return [...(up?.statements ?? []), ...(down?.statements ?? [])].map(({ statement }) => statement.sql);
}

/** A plan for a tool that has no way back. */
export function forwardOnly(plan: Plan): Plan {
  return { ...plan, phases: plan.phases.map((phase) => ({ ...phase, undo: [] })) };
}

/**
 * Gives every piece the next number, or the one of an earlier writing, and a name that no other migration has.
 * Throws UserError when the numbering of the directory cannot be continued.
 */
export function nameAll(pieces: readonly Piece[], naming: Naming, names: Names): Named[] {
  const { migrations, path } = names;
  const versions = versionsFor(pieces.length, naming, names);
  const taken = new Set(migrations.flatMap(({ name }) => [name.toLowerCase(), snake(name)]));
  const named = pieces.map((piece, index) => {
    const version = versions[index] ?? '';
    const name = uniqueName(fileWords(`${piece.phase.name}_${piece.phase.subject}`), taken);
    return { ...piece, version, name, path: path === undefined ? `${version}_${name}` : path(version, name) };
  });
  return named.map((piece) => ({ ...piece, opens: named.find(({ phase }) => phase === piece.phase)?.path ?? '' }));
}

function versionsFor(count: number, { directory, now, reuse }: Naming, names: Names): string[] {
  const { migrations, start, byName = false, next, version = (file) => /^\d+/.exec(file)?.[0] } = names;
  const earlier = reuse.flatMap((file) => version(file) ?? []);
  if (earlier.length === count) return earlier;
  return next === undefined ? nextVersions(count, { directory, migrations, now, start, byName }) : next(count);
}

// The undo goes to the first files of the phase, because these are taken back last: so a phase that stopped half-way
// is taken back as a whole too. Were there more undo files than up files, up files that do nothing make up the number.
function cut(phase: Phase, sharing: Sharing): Piece[] {
  const ups = unitsOf(phase.steps, { sharing, production: true });
  const downs = unitsOf(phase.undo, { sharing, production: false }).toReversed();
  const of = Math.max(ups.length, downs.length);
  return Array.from({ length: of }, (_, index) => ({
    phase,
    up: ups[index] ?? null,
    down: downs[index] ?? null,
    number: index + 1,
    of,
  }));
}
