import type { StrategyName } from './strategy.ts';

// ------------------------------------------------------------------- Options

/** Choices about how, not what. All have defaults; the clock and names are inputs. */
export interface PlanOptions {
  /** What keeps old and new equal while code of several versions runs. */
  readonly sync: 'trigger' | 'app';
  /** With `sync: 'app'`: two deploys of code in place of three, and what that can lose. */
  readonly short: boolean;
  readonly lockTimeoutMs: number;
  /** Stops the backfill between batches after so many seconds, null: runs to the end. */
  readonly maxRuntimeSeconds: number | null;
  /** Functions (schema.name) whose string body the person has read and will change. */
  readonly acknowledge: readonly string[];
  readonly trackWriters: boolean;
  /** A column's rename: a second column that is kept equal, or a view in the table's place that shows both names. */
  readonly strategy: StrategyName;
  /** A table's rename: sequences, indexes and constraints that carry its name take the new one along. */
  readonly renameDependents: boolean;
  /** The command line that makes this plan again. */
  readonly command: string;
}
