import { UserError } from '../errors.ts';
import type { OutputFile, Phase, Plan } from '../types.ts';
import type { Naming } from './format.ts';
import { comment } from './comment.ts';
import { downHeader, layOut, statementsOf, upHeader } from './layout.ts';
import { fileWords, uniqueName } from './names.ts';
import { type Migration, nextVersions, type Start } from './numbering.ts';
import { type Unit, unitsOf } from './units.ts';

/** One phase, cut into the files of a tool that keeps an up and a down file side by side. */
interface Piece {
  readonly phase: Phase;
  readonly up: Unit | null;
  readonly down: Unit | null;
  readonly number: number;
  readonly of: number;
}

/** What golang-migrate takes for a migration: digits, an underscore, a name, up or down, an ending. */
export function readPairs(directory: string, existing: readonly string[]): Migration[] {
  const migrations = existing.flatMap((file): Migration[] => {
    const [, digits, name, direction] = /^(\d+)_(.*)\.(down|up)\.[^.]*$/.exec(file) ?? [];
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
  const pieces = plan.phases.flatMap(cut);
  const { directory, now } = naming;
  const versions =
    naming.reuse.length === pieces.length
      ? naming.reuse
      : nextVersions(pieces.length, { directory, migrations, now, start });
  const taken = new Set(migrations.map(({ name }) => name.toLowerCase()));
  const named = pieces.map((piece, index) => {
    const name = uniqueName(fileWords(`${piece.phase.name}_${piece.phase.subject}`), taken);
    return { ...piece, name, path: `${versions[index] ?? ''}_${name}` };
  });
  const created = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const up = named.map(({ phase, up: unit, name, path, number, of }): OutputFile => {
    const opens = `${named.find((piece) => piece.phase === phase)?.path ?? ''}.up.sql`;
    const header = upHeader(phase, { number, of, opens });
    const content = layOut(format, {
      name,
      created,
      header,
      statements: unit === null ? nothing('this file only carries a down file') : statementsOf(unit),
    });
    return {
      path: `${path}.up.sql`,
      phase: phase.name,
      direction: 'up',
      transaction: unit?.transaction ?? true,
      content,
    };
  });
  const down = named.map(({ phase, down: unit, name, path }): OutputFile => {
    const statements =
      unit === null
        ? nothing('the down file of the first file of this phase takes the whole phase back')
        : statementsOf(unit);
    const content = layOut(format, { name, created, header: downHeader(phase), statements });
    return {
      path: `${path}.down.sql`,
      phase: phase.name,
      direction: 'down',
      transaction: unit?.transaction ?? true,
      content,
    };
  });
  return [...up, ...down.toReversed()];
}

// The undo goes to the first files of the phase, because these are taken back last: so a phase that stopped half-way
// is taken back as a whole too. Were there more undo files than up files, up files that do nothing make up the number.
function cut(phase: Phase): Piece[] {
  const ups = unitsOf(phase.steps, { whole: true, production: true });
  const downs = unitsOf(phase.undo, { whole: true, production: false }).toReversed();
  const of = Math.max(ups.length, downs.length);
  return Array.from({ length: of }, (_, index) => ({
    phase,
    up: ups[index] ?? null,
    down: downs[index] ?? null,
    number: index + 1,
    of,
  }));
}

function nothing(why: string): string {
  return `${comment(`Nothing to do: ${why}.`)}\nSELECT 1;`;
}
