import { columnsNamed } from '../../sql/column-refs.ts';
import { render } from '../../sql/render.ts';
import { ident, literal, qualified, type Sql } from '../../sql/value.ts';
import type { QualifiedName } from '../../types.ts';
import type { Context, IndexBuild } from '../context.ts';
import { helperName } from '../names.ts';
import { type FillRule, fillRule } from '../not-null/fill-rule.ts';
import { type NotNull, notNullProof } from '../not-null/proof.ts';
import { chosenName } from '../object-name.ts';
import { and, columnExists, not } from '../state.ts';
import type { Wanted } from './wanted.ts';

/** Everything that is decided before a statement is written. */
export interface Subject {
  readonly context: Context;
  readonly wanted: Wanted;
  /** What ADD COLUMN itself says: nothing of it reads or writes a row. */
  readonly inline: { readonly default: boolean; readonly notNull: boolean };
  readonly sequence: QualifiedName | null;
  readonly unique: IndexBuild | null;
  readonly check: string | null;
  readonly notNull: NotNull | null;
  /** Heals rows that are written before the pass has come to them; it is there from expand on, until the pass is over. */
  readonly rule: FillRule | null;
  readonly there: Sql;
  readonly name: string;
  readonly says: string;
}

/** Decides what goes into ADD COLUMN and what comes after it. */
export function subject(context: Context, wanted: Wanted): Subject {
  const { table } = context;
  const { default: standard, references, sequence } = wanted;
  const fills = sequence !== null || (standard !== null && (standard.volatility === 'volatile' || references !== null));
  const inlineDefault = standard !== null && !fills;
  const inlineNotNull = wanted.notNull && inlineDefault;
  const notNull = wanted.notNull && !inlineNotNull ? notNullProof(context, wanted.name) : null;
  const from = sequence === null ? null : sequenceName(context, wanted);
  return {
    context,
    wanted,
    inline: { default: inlineDefault, notNull: inlineNotNull },
    rule: fills ? fillRule(context, wanted.name, { sql: valueOf(wanted, from) }) : null,
    sequence: from,
    unique: wanted.unique ? uniqueIndex(context, wanted) : null,
    check: wanted.check === null ? null : checkName(context, wanted, wanted.check.sql),
    notNull,
    there: columnExists(table, wanted.name),
    name: ident(wanted.name).text,
    says: qualified(table).text,
  };
}

/** What a row without a value gets. */
const valueOf = ({ default: standard }: Wanted, sequence: QualifiedName | null): string =>
  sequence === null
    ? (standard?.sql ?? 'NULL')
    : render('next-value', { sequence: literal(qualified(sequence).text) }).text;

/** A serial's keeps its name; an identity makes its own in contract, and until then another one gives the values. */
function sequenceName({ table, planId }: Context, { name, sequence }: Wanted): QualifiedName {
  const own =
    sequence === 'serial'
      ? chosenName(table.name, name, 'seq', table.takenNames)
      : helperName('seq', `${table.name}_${name}`, planId);
  return { schema: table.schema, name: own };
}

function uniqueIndex({ table, catalog }: Context, { name }: Wanted): IndexBuild {
  const taken = [...table.takenNames, ...(catalog.answers.constraintNames ?? [])];
  const index = { schema: table.schema, name: chosenName(table.name, name, 'key', taken) };
  const target = { index: ident(index.name), table: qualified(table), column: ident(name) };
  return {
    title: `${index.name} on ${name}`,
    table,
    index,
    concurrently: render('unique-index', target),
    plainly: render('unique-index-plainly', target),
  };
}

/** PostgreSQL puts the column's name in when the check is about one column alone. */
function checkName({ table, catalog }: Context, _: Wanted, sql: string): string {
  const [only, ...others] = columnsNamed(sql);
  const column = only === undefined || only === '*' || others.length > 0 ? null : only;
  return chosenName(table.name, column, 'check', catalog.answers.constraintNames ?? []);
}

/** Whether there is anything to do once the column is there, and after that. */
export const hasBackfill = ({ rule, unique, check, notNull }: Subject): boolean =>
  rule !== null || unique !== null || check !== null || notNull !== null;
export const hasContract = ({ wanted, notNull }: Subject): boolean =>
  wanted.sequence === 'identity' || (notNull !== null && notNull.finish.length > 0);

/** Condition: every row has its value. */
export const isFilled = ({ notNull, rule, there }: Subject): Sql | null =>
  notNull?.proven ?? (rule === null ? null : and(there, not(rule.there)));

/** Condition: contract has run. */
export function contracted(its: Subject): Sql | null {
  const { context, wanted, notNull } = its;
  if (wanted.sequence === 'identity')
    return render('column-identity', { table: literal(qualified(context.table).text), column: literal(wanted.name) });
  return notNull !== null && notNull.finish.length > 0 ? notNull.done : null;
}
