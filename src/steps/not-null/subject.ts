import { ident, qualified } from '../../sql/value.ts';
import type { Column, ExpressionFacts } from '../../types.ts';
import type { Context } from '../context.ts';
import { type FillRule, fillRule } from './fill-rule.ts';
import { type NotNull, notNullProof } from './proof.ts';

/** Everything that is decided before a statement is written. */
export interface Subject {
  readonly context: Context;
  readonly column: Column;
  /** What rows without a value get, and writes that still send NULL until contract; null: the code sends none. */
  readonly fill: { readonly value: ExpressionFacts; readonly rule: FillRule } | null;
  readonly notNull: NotNull;
  /** How the column and its table stand in a sentence. */
  readonly name: string;
  readonly says: string;
}

/** Throws Refusal when the fill rule cannot be placed. */
export const subject = (context: Context, column: Column, value: ExpressionFacts | null): Subject => ({
  context,
  column,
  fill: value === null ? null : { value, rule: fillRule(context, column.name, value) },
  notNull: notNullProof(context, column.name),
  name: ident(column.name).text,
  says: qualified(context.table).text,
});
