import type { OutputFile, Phase, Plan } from '../types.ts';
import { comment } from './comment.ts';
import type { Naming } from './format.ts';
import { downHeader, layOut, statementsOf, upHeader } from './layout.ts';
import { fileWords } from './names.ts';
import { type Named, type Names, nameAll, type Piece, piecesOf } from './pieces.ts';
import { type Sharing, statementByStatement, type Unit, unitsOf } from './units.ts';

/** A piece that is a migration, or one that no migration can hold and that a script holds. */
export type Part =
  | {
      readonly kind: 'migration';
      readonly piece: Named;
      /** The script that opens its phase, when one does. */
      readonly opens: string | null;
    }
  | { readonly kind: 'script'; readonly file: OutputFile };

/** A tool that always wraps a file in a transaction, so that some of a plan has to be run beside it. */
const sharing: Sharing = { several: false, transaction: 'file' };

/**
 * The way forward of a plan in order. What cannot run in a transaction is a script, for psql; what is next to each other is one script.
 * The names of migrations go on from the directory; those of scripts say the phase.
 */
export function partsOf(tool: string, plan: Plan, naming: Naming, names: Names): Part[] {
  const forward = { ...plan, phases: plan.phases.map((phase) => ({ ...phase, undo: [] })) };
  const pieces = piecesOf(forward, naming, sharing).reduce<Piece[]>(joined, []).map(counted);
  const named = nameAll(
    pieces.filter((piece) => !isScript(piece)),
    naming,
    names,
  );
  return pieces.flatMap((piece): Part[] => {
    if (isScript(piece)) return [{ kind: 'script', file: scriptOf(tool, piece, pieces) }];
    const found = named.find(({ phase, number }) => phase === piece.phase && number === piece.number);
    if (found === undefined) return [];
    const first = pieces.find(({ phase }) => phase === piece.phase);
    return [
      {
        kind: 'migration',
        piece: found,
        opens: first !== undefined && isScript(first) ? scriptPath(piece.phase, 0) : null,
      },
    ];
  });
}

const isScript = ({ up }: Piece): boolean => up?.transaction === false;

function joined(pieces: Piece[], piece: Piece): Piece[] {
  const last = pieces.at(-1);
  if (last === undefined || last.phase !== piece.phase || !isScript(last) || !isScript(piece))
    return [...pieces, piece];
  const statements = [...(last.up?.statements ?? []), ...(piece.up?.statements ?? [])];
  return [...pieces.slice(0, -1), { ...last, up: { statements, transaction: false } }];
}

function counted(piece: Piece, _: number, all: readonly Piece[]): Piece {
  const own = all.filter(({ phase }) => phase === piece.phase);
  return { ...piece, number: own.indexOf(piece) + 1, of: own.length };
}

function scriptOf(tool: string, piece: Piece, all: readonly Piece[]): OutputFile {
  const { phase, up } = piece;
  const scripts = all.filter((each) => each.phase === phase && isScript(each));
  const path = scriptPath(phase, scripts.indexOf(piece));
  const header = upHeader(phase, { ...piece, opens: 'the notes of this plan' });
  return script(tool, { path, phase: phase.name, direction: 'up', header, unit: up });
}

const scriptPath = ({ name, subject }: Phase, index: number): string =>
  `run_${fileWords(`${name}_${subject}`)}${index === 0 ? '' : `_${String(index + 1)}`}.sql`;

/** The way back of a phase as a script, where part of it cannot run in a transaction; else null. */
export function undoScript(tool: string, phase: Phase): OutputFile | null {
  const [unit] = unitsOf(phase.undo, { sharing: statementByStatement, production: false });
  if (unit === undefined || unit.transaction) return null;
  const path = `undo_${fileWords(`${phase.name}_${phase.subject}`)}.sql`;
  return script(tool, { path, phase: phase.name, direction: 'down', header: downHeader(phase), unit });
}

interface Script {
  readonly path: string;
  readonly phase: OutputFile['phase'];
  readonly direction: OutputFile['direction'];
  readonly header: string;
  readonly unit: Unit | null;
}

function script(tool: string, { path, phase, direction, header, unit }: Script): OutputFile {
  const says = comment(
    `${tool} cannot run this, because it wraps every file in a transaction. Run it with psql: psql -v ON_ERROR_STOP=1 -f FILE`,
  );
  const statements = unit === null ? '' : statementsOf(unit);
  const content = layOut('script.sql', { header, says, statements });
  return { path, phase, direction, transaction: false, role: 'script', content };
}
