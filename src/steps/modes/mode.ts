import type { Sql } from '../../sql/value.ts';
import type { CodeVersion, Deploy, Finding, ForwardFix } from '../../types.ts';
import type { Context, Part } from '../context.ts';
import type { DraftPhase } from '../draft.ts';
import type { TwoColumns } from '../two-columns.ts';

/** What keeps the old and the new columns equal in one plan, as the steps of its phases need it. */
export interface Keeping {
  /** Our own triggers on the table. */
  readonly triggers: readonly string[];
  /** Condition: expand has run and contract has not. */
  readonly begun: Sql;
  /** Condition: the backfill has come to its end. */
  readonly proven: Sql;
  /** How the step that adds the columns is told. */
  readonly adds: { readonly title: string; readonly why: string };
  readonly proofWhy: string;
  /** From when on the new column has the old one's constant or STABLE default. */
  readonly defaultsFrom: 'expand' | 'backfill';
  /** Under expand's lock, once the columns are there. */
  readonly create: readonly Part[];
  /** Under the lock of contract or of expand's down: what `create` made. */
  readonly drop: readonly Part[];
  /** Guards: a step that is over, because of what came after it. */
  overBefore(step: 'backfill' | 'copy' | 'undo-backfill'): readonly Sql[];
  /** Fragments before the first batch. */
  readonly beforeCopy: readonly Sql[];
  /** A fragment between ranges of pages, that may stop the copy. */
  readonly stop: Sql;
  /** Fragments between adding the constraints NOT VALID and validating them. */
  copyAgain(two: TwoColumns): readonly Sql[];
  /** Fragments at the very end of backfill. */
  readonly prove: readonly Sql[];
  /** Under the lock of backfill's down: what `prove` and `beforeCopy` made. */
  readonly unprove: readonly Part[];
}

/** One way of keeping old and new equal while code of several versions runs: all that is different about its plans. */
export interface Mode {
  keeping(context: Context): Keeping;
  /** Throws Refusal for what this way cannot keep. */
  refuse(context: Context): void;
  phases(two: TwoColumns): readonly DraftPhase[];
  code(context: Context): readonly CodeVersion[];
  deploys(context: Context): readonly Deploy[];
  /** What was found, with the deploys of this way. */
  findings(two: TwoColumns): readonly Finding[];
  fixes(two: TwoColumns): readonly ForwardFix[];
}
