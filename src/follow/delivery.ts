import { createHash } from 'node:crypto';
import { dictionary, flag, list, nullable, number, oneOf, record, type Shape, text } from '../plan-file/shape.ts';
import type { PhaseName, PlanOptions } from '../types.ts';

/** How the files of a plan are handed out, and all that is needed to plan it again. plan.json has it. */
export interface Delivery {
  readonly format: string;
  /** Where its migrations lie. */
  readonly directory: string;
  readonly staged: boolean;
  /** The changes as they were asked for, and how they are made. */
  readonly wishes: readonly AskedFor[];
  readonly options: PlanOptions;
  /** The directory whose code is looked through; false: none, null: the repository around. */
  readonly scan: string | false | null;
  /** The stack of the notes, as it was asked for; null: what the repository has. */
  readonly stack: string | null;
  /** The phases that are not among the migrations yet, in order, each with its file in the plan's folder. */
  readonly waiting: readonly Waiting[];
  /** The SHA-256 of every file as it was written, by its path. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** A change by its kind's name and the values of its fields. */
export interface AskedFor {
  readonly kind: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Waiting {
  readonly phase: PhaseName;
  readonly path: string;
}

/** SHA-256 of a text, as hex digits. */
export function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The hash of every file, by its path. */
export function hashesOf(
  files: readonly { readonly path: string; readonly content: string }[],
): Record<string, string> {
  return Object.fromEntries(files.map(({ path, content }) => [path, hashOf(content)]));
}

const phaseName = oneOf('expand', 'backfill', 'relax', 'contract');

const anything: Shape<unknown> = { problem: () => null };

const scan: Shape<string | false | null> = {
  problem: (value, at) => (value === false || value === null ? null : text.problem(value, at)),
};

export const delivery: Shape<Delivery> = record<Delivery>({
  format: text,
  directory: text,
  staged: flag,
  wishes: list(record<AskedFor>({ kind: text, values: dictionary(anything) })),
  options: record<PlanOptions>({
    sync: oneOf('trigger', 'app'),
    short: flag,
    lockTimeoutMs: number,
    maxRuntimeSeconds: nullable(number),
    acknowledge: list(text),
    trackWriters: flag,
    strategy: oneOf('column', 'view'),
    renameDependents: flag,
    command: text,
  }),
  scan,
  stack: nullable(text),
  waiting: list(record<Waiting>({ phase: phaseName, path: text })),
  hashes: dictionary(text),
});
