/** A rename planned on a live database and its phases, ready to be run statement by statement. */
import type pg from 'pg';
import { plain } from '../../src/formats/plain.ts';
import { parseStatements } from '../../src/sql/parse.ts';
import type { PhaseName, Plan, PlanOptions } from '../../src/types.ts';
import { planCase } from '../support/case.ts';
import { filesOf, pick, send } from '../support/phases.ts';

export const FULL = 'full_name';
export const DISPLAY = 'display_name';

/** A plan for `target` -> `name` and what sends its phases. */
export interface Rename {
  readonly plan: Plan;
  /** Sends the files of a phase statement by statement; throws what the server answers. */
  run(client: pg.ClientBase, phase: PhaseName, direction?: 'up' | 'down'): Promise<void>;
  /** The single statements of a phase, in the order in which psql sends them. */
  statements(phase: PhaseName): string[];
}

/** Plans the rename of `target` to `name`, and of `also` (columns and new names, taking turns). Throws Refusal like the kind. */
export async function planRename(
  client: pg.Client,
  target = 'public.users.full_name',
  options: Partial<PlanOptions> = {},
  name: string = DISPLAY,
  also: readonly string[] = [],
): Promise<Rename> {
  const plan = await planCase(
    {
      name: 'sync',
      kind: 'rename',
      schema: '',
      change: { kind: 'rename', target, name, also },
      options,
      naive: null,
      old: null,
      new: null,
      expect: {},
    },
    client,
  );
  const files = filesOf(plan, plain);
  return {
    plan,
    run: async (on, phase, direction = 'up') => {
      for (const file of pick(files, phase, direction)) await send(on, file.content, false);
    },
    statements: (phase) =>
      pick(files, phase).flatMap(({ content }) => parseStatements(content).map(({ text }) => text)),
  };
}

/** The SQLSTATE of a server's error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : `not from the server: ${String(error)}`;
}

/** Runs it and returns the SQLSTATE it fails with, null when it succeeds. */
export async function failure(work: Promise<unknown>): Promise<string | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return codeOf(error);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
