import { AsyncLocalStorage } from 'node:async_hooks';
import type { Piece } from '../sql/render.ts';

/** A team's own templates, in place of ours of the same name. */
export interface Overrides {
  /** How the folder is called in messages. */
  readonly folder: string;
  /** By the name of the statement shape. */
  readonly sql: ReadonlyMap<string, readonly Piece[]>;
  /** The texts of the layouts by `<tool>/<file>`, and of the notes by file; without `.hbs`. */
  readonly formats: ReadonlyMap<string, string>;
  readonly notes: ReadonlyMap<string, string>;
}

/** Nothing but our own. */
export const none: Overrides = { folder: '', sql: new Map(), formats: new Map(), notes: new Map() };

const scope = new AsyncLocalStorage<Overrides>();

/** Everything that `work` renders, now and in what it waits for, is rendered with these. Scopes may nest: the inner one counts. */
export const withOverrides = <Result>(overrides: Overrides, work: () => Result): Result => scope.run(overrides, work);

/** Those of the work that is under way. */
export const overrides = (): Overrides => scope.getStore() ?? none;
