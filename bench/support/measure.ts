import type { BenchServer } from './server.ts';

/** One number with a goal. Each lies in a file of its own in bench/measures/. */
export interface Measure {
  /** kebab-case; the key in the JSON document. */
  readonly name: string;
  readonly goal: number;
  /** Which way is good: the value must be at least (bigger) or at most (smaller) the goal. */
  readonly better: 'bigger' | 'smaller';
  readonly unit: 'x' | 'ms' | 'lost';
  run(bench: Bench): Promise<Outcome>;
}

export interface Outcome {
  readonly value: number;
  /** What a reader needs to trust it: the single ratios, the spread, absolute numbers. */
  readonly detail: string;
}

/** What a measure gets: sizes, the server, and a place for runs that several measures read. */
export interface Bench {
  readonly quick: boolean;
  /** Rows of the users table. */
  readonly rows: number;
  /** Repetitions of which the median counts. */
  readonly reps: number;
  /** Progress, for people; never on stdout. */
  say(text: string): void;
  /** The server of this run, started when first asked for. */
  server(): Promise<BenchServer>;
  /** Makes a thing once a run: several measures read their numbers from the same runs. */
  once<T>(key: string, make: () => Promise<T>): Promise<T>;
}

/** Whether a value meets the goal. */
export function meets({ goal, better }: Measure, value: number): boolean {
  return better === 'bigger' ? value >= goal : value <= goal;
}
