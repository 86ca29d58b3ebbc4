import type { CodeVersion } from './code.ts';
import type { PhaseName, QualifiedName } from './names.ts';
import type { Server } from './server.ts';
import type { Step } from './statement.ts';
import type { Hole, StrategyChoice } from './strategy.ts';

/** What must be true before a phase, and the query that shows it (one row, one boolean column `ok`). */
export interface Gate {
  readonly id: string;
  readonly says: string;
  readonly query: string;
}

export interface Phase {
  readonly name: PhaseName;
  readonly title: string;
  /** Plain lines for the top of the file: what it does, its deploy, what it locks and for how long, how to go back. */
  readonly summary: readonly string[];
  /** Says the objects in the file name: `users_display_name`. */
  readonly subject: string;
  readonly gate: readonly Gate[];
  readonly steps: readonly Step[];
  /** For development only: takes the phase back. */
  readonly undo: readonly Step[];
}

/** A moment at which the team ships something: first the migrations, then the code. */
export interface Deploy {
  readonly number: number;
  readonly title: string;
  readonly runs: readonly PhaseName[];
  /** The id of the code version that ships, null: the code stays as it is. */
  readonly ships: string | null;
  readonly code: string;
  readonly gate: string;
  readonly rollback: string;
}

/** Something that needs a person's attention. */
export interface Finding {
  readonly id: string;
  readonly level: 'warning' | 'note';
  readonly title: string;
  readonly detail: string;
  /** The deploy before which it matters, when one does. */
  readonly deploy: number | null;
}

export interface Estimate {
  /** null: the table was never analyzed, or there is no server to ask. */
  readonly rows: number | null;
  /** These three are null when there is no server to ask. */
  readonly tableBytes: number | null;
  readonly addedBytes: number | null;
  readonly batches: number | null;
  readonly seconds: { readonly low: number; readonly high: number } | null;
  readonly basis: string;
}

/** SQL that lies in the plan's folder for the day something goes wrong; no migration tool runs it. */
export interface ForwardFix {
  readonly name: string;
  readonly when: string;
  readonly steps: readonly Step[];
}

export interface Target extends QualifiedName {
  /** The columns that stand twice during the plan; empty when none does. */
  readonly columns: readonly TargetColumn[];
  /** The table's new name, when it is the table that is renamed. */
  readonly newName?: string;
}

/** A column and the one that takes its place. */
export interface TargetColumn {
  readonly old: string;
  readonly new: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly default: string | null;
}

/** What the notes say of a change that is no rename, as plain text. */
export interface Wording {
  /** What the plan does, in a few words, for example: drop fax of public.users */
  readonly title: string;
  readonly summary: string;
  /** What only old code knows, and what only new code knows. */
  readonly old: string;
  readonly new: string;
  /** The names to look for in code that still runs; none when no code has to change. */
  readonly names: readonly string[];
  /** Columns that keep their names, where code has to be looked at that writes them, or that reads them. */
  readonly touches?: { readonly columns: readonly string[]; readonly by: 'write' | 'read' };
  /** What each version of the code counts on, by its id. */
  readonly does: Readonly<Record<string, string>>;
  /** Why a version of the code is not safe with a schema, by its id: before it may run, and when it may run no more. */
  readonly unsafe: Readonly<Record<string, { readonly early: string; readonly late: string }>>;
  /** Why either code may be rolled back, a half-sentence. */
  readonly kept: string;
  /** What contract means for code that should be gone by then. */
  readonly afterContract: string;
  /** Why a down file is for development: `a down file ...`, and `they ...`. */
  readonly downDoes: string;
  readonly downLoses: string;
  /** Why fewer phases than three are enough, when they are. */
  readonly enough?: string;
}

/** The public contract: what `--json` prints and what later commands work from. */
export interface Plan {
  readonly version: 1;
  readonly id: string;
  readonly change: Change;
  readonly command: string;
  readonly server: Server;
  readonly target: Target;
  /** What the notes say, for every kind but rename. */
  readonly wording?: Wording;
  /** The longest that one attempt at a blocking lock waits. */
  readonly lockTimeoutMs: number;
  readonly estimate: Estimate;
  /** Column renames only: the two ways, and what each would cost. */
  readonly strategy?: StrategyChoice;
  readonly phases: readonly Phase[];
  /** Every version of the application from before the first deploy to after the last, in order. */
  readonly code: readonly CodeVersion[];
  readonly deploys: readonly Deploy[];
  readonly attention: readonly Finding[];
  /** What the view cannot do that stands in the place of a table until contract; absent when there is none. */
  readonly holes?: readonly Hole[];
  readonly fixes: readonly ForwardFix[];
  /** The changes of a plan that makes several at once, each with its own versions of the code. */
  readonly parts?: readonly PlanPart[];
}

/** One of several changes of a plan. Its deploys have the numbers of the plan's. */
export interface PlanPart extends Pick<Plan, 'id' | 'change' | 'target' | 'wording' | 'code' | 'deploys'> {}

/** What the person wants. Each kind narrows it through its own fields. */
export interface Change {
  readonly kind: string;
  readonly [field: string]: unknown;
}
