import type { OutputFile } from '../types.ts';
import { downHeader, nothingBack, nothingToDo, statementsOf, upHeader } from './layout.ts';
import type { Named } from './pieces.ts';

/** What a file of SQL for one way shows. */
export interface Text {
  readonly header: string;
  readonly statements: string;
  readonly transaction: boolean;
}

/** What brings a piece forward; `path` is that of the file, made from the path of its piece. */
export function upText(piece: Named, path: (piece: string) => string): Text {
  return {
    header: upHeader(piece.phase, { ...piece, opens: path(piece.opens) }),
    statements: piece.up === null ? nothingToDo('this file only carries a down file') : statementsOf(piece.up),
    transaction: piece.up?.transaction ?? true,
  };
}

/** What takes a piece back; `nothing` is why it may do nothing. */
export function downText({ phase, down }: Named, nothing: string = nothingBack): Text {
  return {
    header: downHeader(phase),
    statements: down === null ? nothingToDo(nothing) : statementsOf(down),
    transaction: down?.transaction ?? true,
  };
}

/** A file of a piece, without its content. */
export function upFile({ phase }: Named, path: string, transaction: boolean): Omit<OutputFile, 'content'> {
  return { path, phase: phase.name, direction: 'up', transaction };
}
