import { Refusal } from '../../errors.ts';
import { checkExpression } from '../../sql/check.ts';
import { indexKeys } from '../../sql/index-keys.ts';
import { nullPasses } from '../../sql/null-passes.ts';
import { render } from '../../sql/render.ts';
import { ident, inFormat, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Column, Constraint, Index, Table } from '../../types.ts';
import { commentOf } from '../constraints.ts';
import type { Context } from '../context.ts';
import { eachMember, execute, hasFamily, MEMBER, members, tableAlone } from '../family.ts';

/** What keeps an INSERT that leaves the column out from failing. */
export interface Relaxation {
  readonly notNull: boolean;
  /** The default goes: two rows with the same value would violate something. */
  readonly default: boolean;
  /** CHECKs that could reject NULL, of the table or of one of its family. */
  readonly checks: readonly { readonly on: Context; readonly constraint: Constraint }[];
}

const NOTHING: Relaxation = { notNull: false, default: false, checks: [] };

/** Whether anything has to be relaxed at all. */
export const relaxes = ({ notNull, default: drops, checks }: Relaxation): boolean =>
  notNull || drops || checks.length > 0;

/** Throws Refusal for what no statement can relax. */
export function relaxation(context: Context, column: Column): Relaxation {
  const { table } = context;
  const own = column.default;
  const given = own !== null || column.typeDefault;
  if (column.generated !== '' || column.identity !== '' || own?.volatility === 'volatile') return NOTHING;
  const unique = uniqueOn(table, column);
  if (given && unique.length === 0) return NOTHING;
  refuseStubborn(context, column, unique);
  const tables = [context, ...members(context)];
  return {
    notNull: tables.some(({ table: each }) => each.columns.some((c) => c.name === column.name && c.notNull)),
    default: given,
    checks: tables.flatMap((on) =>
      on.table.constraints
        .filter((c) => c.type === 'c' && !c.incoming && c.enforced && c.columns.includes(column.name) && c.local)
        .filter((c) => !nullPasses(c.definition, column.name))
        .map((constraint) => ({ on, constraint })),
    ),
  };
}

const uniqueOn = (table: Table, column: Column): Index[] =>
  [table, ...table.family]
    .flatMap(({ indexes }) => indexes)
    .filter((index) => (index.unique || index.exclusion) && index.columns.includes(column.name));

const wayOut = (how: string): string => `${how}; then ask again.`;

function refuseStubborn(context: Context, column: Column, unique: readonly Index[]): void {
  const { table, catalog } = context;
  const says = `${qualified(table).text}.${ident(column.name).text}`;
  const primary = unique.find((index) => index.primary);
  if (primary !== undefined)
    throw new Refusal(
      'primary-key',
      `${says} is in the primary key ${ident(primary.name).text}: until it is dropped no row can be without a value, and code that stops writing it has none to give.`,
      wayOut(
        `Give the table another primary key first, or the column a default that is different for each row (an identity, a sequence, gen_random_uuid())`,
      ),
    );
  const tight = unique.find((index) => index.nullsNotDistinct || (index.unique && !isPlainKey(index, column)));
  if (tight !== undefined)
    throw new Refusal(
      'unique',
      `${says} is in the unique index ${qualified(tight).text}, which may take two rows without a value for equal.`,
      wayOut(
        tight.constraint === null
          ? `Drop it first: DROP INDEX CONCURRENTLY ${qualified(tight).text}`
          : `Drop it first: ALTER TABLE ${qualified(table).text} DROP CONSTRAINT ${ident(tight.constraint).text}`,
      ),
    );
  const full = table.constraints.find(
    (c) =>
      c.type === 'f' &&
      !c.incoming &&
      c.columns.includes(column.name) &&
      c.columns.length > 1 &&
      /MATCH FULL/.test(c.definition),
  );
  if (full !== undefined)
    throw new Refusal(
      'match-full',
      `${says} is in the foreign key ${ident(full.name).text}, which is MATCH FULL: a row cannot be without one of its columns alone.`,
      wayOut(`Drop it first: ALTER TABLE ${qualified(table).text} DROP CONSTRAINT ${ident(full.name).text}`),
    );
  const strict = (catalog.users?.domainChecks ?? []).some((check) => !nullPasses(check, 'value'));
  if (column.domainNotNull || strict || column.typeDefault)
    throw new Refusal(
      'not-null-domain',
      `${says} is of the domain ${column.type}, which ${column.domainNotNull ? 'is NOT NULL' : column.typeDefault ? 'has a default of its own' : 'has a CHECK that may reject NULL'}: an INSERT without the column would fail.`,
      wayOut(
        `Give the column a default of its own that any number of rows may have: ALTER TABLE ${qualified(table).text} ALTER COLUMN ${ident(column.name).text} SET DEFAULT ...`,
      ),
    );
}

const isPlainKey = (index: Index, column: Column): boolean =>
  index.exclusion ||
  (indexKeys(index.definition).some((key) => 'column' in key && key.column === column.name) &&
    !(index.partial || index.hasExpressions));

/** Under expand's lock. */
export function relax(context: Context, column: Column, relaxed: Relaxation): Sql[] {
  const target = { table: qualified(context.table), column: ident(column.name) };
  return [
    ...(relaxed.default ? [render('drop-default', target)] : []),
    ...(relaxed.notNull ? dropNotNull(context, column) : []),
    ...replaceChecks(relaxed, ({ constraint }) => softened(constraint, column)),
  ];
}

/** Since 18 a partition or child may have a NOT NULL of its own besides its parent's. */
function dropNotNull(context: Context, column: Column): Sql[] {
  const { table } = context;
  const own = render('drop-not-null', { table: qualified(table), column: ident(column.name) });
  if (!hasFamily(table)) return [own];
  const each = execute(render('drop-not-null', { table: MEMBER, column: inFormat(ident(column.name)) }));
  return [own, eachMember(context, 'Also where a partition or child says NOT NULL itself.', [each])];
}

/** `CHECK (column IS NULL OR (...))`, not checked for rows that are there: they satisfy what it was. */
const softened = ({ definition, noInherit }: Constraint, column: Column): Sql =>
  render('not-or', {
    column: ident(column.name),
    expression: verbatim(checkExpression(definition)),
    options: noInherit ? verbatim(' NO INHERIT') : nothing,
  });

function replaceChecks({ checks }: Relaxation, definition: (check: Relaxation['checks'][number]) => Sql): Sql[] {
  const dropped = checks.map(({ on, constraint }) =>
    render('drop-constraint', { table: qualified(on.table), constraint: ident(constraint.name) }),
  );
  // Members first: what a parent hands down is merged with what is there.
  const added = checks.toReversed().flatMap((check) => [
    render('add-constraint', {
      table: qualified(check.on.table),
      constraint: ident(check.constraint.name),
      definition: definition(check),
    }),
    ...commentOf(check.on, check.constraint, check.constraint.name).flatMap(({ sql }) => sql),
  ]);
  return [...dropped, ...added];
}

/** As it was, for the down file. */
export function tighten(context: Context, column: Column, relaxed: Relaxation): Sql[] {
  return [
    ...(relaxed.default ? restoreDefaults(context, column) : []),
    ...(relaxed.notNull ? setNotNull(context, column) : []),
    ...replaceChecks(relaxed, ({ constraint }) => verbatim(constraint.definition)),
  ];
}

/** The default of each table of the family, which may have its own. */
export const restoreDefaults = (context: Context, column: Column): Sql[] =>
  [context, ...members(context)].flatMap(({ table }) => {
    const own = table.columns.find(({ name }) => name === column.name)?.default;
    return own === null || own === undefined
      ? []
      : [
          render('set-default', {
            table: tableAlone(table),
            column: ident(column.name),
            expression: verbatim(own.expression),
          }),
        ];
  });

/** NOT NULL of the table and of those of its family that say it themselves, under its name since 18. */
export const setNotNull = (context: Context, column: Column): Sql[] =>
  [...members(context).toReversed(), context].flatMap((on) => {
    const own = on.table.columns.find(({ name }) => name === column.name);
    const constraint = on.table.constraints.find((c) => c.type === 'n' && c.columns.includes(column.name));
    if (own?.notNull !== true || (constraint !== undefined && !constraint.local)) return [];
    const target = { table: qualified(on.table), column: ident(column.name) };
    if (constraint === undefined) return [render('set-not-null', target)];
    return [
      render('add-not-null', {
        ...target,
        constraint: ident(constraint.name),
        options: verbatim(`${constraint.noInherit ? ' NO INHERIT' : ''}${constraint.validated ? '' : ' NOT VALID'}`),
      }),
      ...commentOf(on, constraint, constraint.name).flatMap(({ sql }) => sql),
    ];
  });
