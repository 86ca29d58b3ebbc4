import { render } from '../../sql/render.ts';
import { keepsValuesOf } from '../../sql/facts/alter-type.ts';
import { ident, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Change, Column, QualifiedName, Table, TypeFacts, Wording } from '../../types.ts';
import { doBlock, guardDone, guardNotReady, lockTable, retried } from '../blocks.ts';
import { asItIs, modelOf, withModels } from '../code-models.ts';
import { anyCode } from '../code-of-kind.ts';
import { unhurried } from '../constraint-fragments.ts';
import { type Context, touches } from '../context.ts';
import type { Draft, DraftPhase, DraftStep } from '../draft.ts';
import { hasFamily, lockFamily } from '../family.ts';
import { gate } from '../gates.ts';
import { nothingToCopy } from '../mirror/nothing-to-copy.ts';
import { columnExists, columnOfType, not } from '../state.ts';
import { wholePlan } from '../whole-plan.ts';
import { viewsOf } from './views.ts';

/** What is changed in place. */
export interface InPlace {
  readonly context: Context;
  readonly old: Column;
  readonly type: TypeFacts;
}

/**
 * Whether PostgreSQL changes the type without writing a row, and whatever hangs on the column stays as it is: an expression
 * index is built anew, a CHECK reads every row, a view or trigger stops the statement.
 */
export function isInPlace({ context, old, type }: InPlace): boolean {
  const { table } = context;
  const plainCollation = old.collation === null || old.collation.isTypeDefault;
  return (
    plainCollation &&
    !type.domainChecked &&
    old.generated === '' &&
    keepsValuesOf(old.type, type.type) &&
    viewsOf(context).length === 0 &&
    [table, ...table.family].every((each) => nothingRead(context, each))
  );
}

function nothingRead(context: Context, table: Table): boolean {
  const touching = (columns: readonly string[]): boolean => touches(context, columns);
  return (
    table.constraints.every((c) => !['c', 'x'].includes(c.type) || !touching(c.columns)) &&
    table.indexes.every((i) => !(i.hasExpressions || i.partial || i.exclusion) || !touching(i.columns)) &&
    table.triggers.every((t) => !touching(t.columns)) &&
    table.policies.every((p) => !touching(p.columns)) &&
    table.rules.every((r) => !touching(r.columns)) &&
    table.publications.every((p) => !touching(p.filterColumns)) &&
    table.functions.every((f) => f.body !== 'atomic') &&
    table.otherDependents.length === 0 &&
    table.rowTypeUsers.length === 0
  );
}

/** One phase: the plain statement, under a short lock. */
export function planInPlace(change: Change, inPlace: InPlace): Draft {
  const { context, old, type } = inPlace;
  const name = ident(old.name).text;
  return wholePlan(change, {
    context: { ...context, pairs: [] },
    wording: wording(inPlace),
    estimate: nothingToCopy(context.catalog),
    phases: [phase(inPlace)],
    code: withModels(
      anyCode,
      { old: modelOf(context.table, [asItIs(old)]) },
      modelOf(context.table, [asItIs({ ...old, type: type.type })]),
    ),
    deploys: [
      {
        number: 1,
        title: 'Change the type',
        runs: ['expand'],
        ships: null,
        code: 'Unchanged.',
        gate: `All code takes ${name} as ${type.type}.`,
        rollback: 'The database need not go back with the code.',
      },
    ],
    attention: [
      {
        id: 'cached-plan',
        level: 'note',
        title: 'Named prepared statements may fail once',
        detail: `One that returns ${name} fails with "cached plan must not change result type" until it is prepared again.`,
        deploy: 1,
      },
    ],
    fixes: [],
  });
}

function phase(inPlace: InPlace): DraftPhase {
  const { context, old, type } = inPlace;
  const { table, options } = context;
  const [says, name] = [qualified(table).text, ident(old.name).text];
  const others = neighbours(inPlace).map((other) => qualified(other).text);
  const also = others.length === 0 ? '' : `, and on ${others.join(', ')}`;
  return {
    name: 'expand',
    title: `Make ${name} ${type.type}`,
    subject: `${table.name}_${old.name}_type`,
    summary: [
      `Changes the type of ${name} of ${says} from ${old.type} to ${type.type}: no row is written and no index is built.`,
      'Goes out with deploy 1; the code stays as it is.',
      `Locks: ACCESS EXCLUSIVE on ${says}${also} for some milliseconds; no attempt waits longer than ${options.lockTimeoutMs} ms, and it is tried again.`,
      'Going back: leave it, the new type holds every old value; in development run the down file.',
      `Plan ${context.planId}; it may be run again at any time. Do not run it inside a transaction.`,
    ],
    gate: [gate('column', `${says} has ${name}.`, columnExists(table, old.name))],
    steps: [forwards(inPlace)],
    undo: [backwards(inPlace)],
  };
}

/** Tables whose foreign keys PostgreSQL makes anew, without reading a row. */
function neighbours({ context }: InPlace): QualifiedName[] {
  const { table } = context;
  const keys = table.constraints.filter((c) => c.type === 'f' && touches(context, c.columns));
  const named = keys.flatMap((key) => (key.incoming ? [key.table] : key.references === null ? [] : [key.references]));
  const others = new Map(named.map((other) => [qualified(other).text, other]));
  others.delete(qualified(table).text);
  return [...others].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, other]) => other);
}

const locks = (inPlace: InPlace): Sql[] => [
  lockFamily(inPlace.context, 'ACCESS EXCLUSIVE'),
  ...neighbours(inPlace).map((other) => lockTable(other, 'ACCESS EXCLUSIVE')),
];

function forwards(inPlace: InPlace): DraftStep {
  const { context, old, type } = inPlace;
  const { table } = context;
  const [says, name] = [qualified(table).text, ident(old.name).text];
  return {
    id: 'change-type',
    title: `Change ${name} of ${says} to ${type.type}`,
    why: 'Every old value is one of the new type as it is stored.',
    sql: [
      doBlock([
        guardNotReady(
          not(columnExists(table, old.name)),
          `${says} has no column ${name}.`,
          'The schema has changed since the plan was made: make a new one.',
        ),
        guardDone(
          columnOfType(table, old.name, type),
          `${says}.${name} is of type ${type.type} already: nothing to do.`,
        ),
        retried(context, 'Catalog changes only; nothing is read or written under the lock.', [
          ...locks(inPlace),
          render('change-type', {
            table: qualified(table),
            column: ident(old.name),
            type: verbatim(type.type),
          }),
        ]),
        unhurried({
          title: 'A change of type throws the statistics of the column away.',
          sql: [render('analyze', { table: qualified(table) })],
        }),
      ]),
    ],
  };
}

function backwards(inPlace: InPlace): DraftStep {
  const { context, old, type } = inPlace;
  const { table } = context;
  return {
    id: 'old-type',
    title: `Change ${ident(old.name).text} of ${qualified(table).text} back to ${old.type}`,
    why: 'Every row is read or written anew under the lock, which only a database without traffic can afford.',
    sql: [
      doBlock([
        guardDone(not(columnOfType(table, old.name, type)), 'The type is not the new one: nothing to do.'),
        retried(context, 'The old type, row by row.', [
          ...locks(inPlace),
          render('alter-type', {
            table: qualified(table),
            column: ident(old.name),
            type: verbatim(old.type),
            collate: nothing,
            using: ident(old.name),
          }),
        ]),
      ]),
    ],
  };
}

function wording({ context, old, type }: InPlace): Wording {
  const { table } = context;
  const [says, name] = [qualified(table).text, ident(old.name).text];
  return {
    title: `change ${name} of ${says} from ${old.type} to ${type.type}`,
    summary: `The type of ${name} changes in the catalog alone: what is stored stays as it is.`,
    enough: `One phase is enough: every ${old.type} is a ${type.type} as it is stored, and nothing that hangs on ${name} is built or read anew${hasFamily(table) ? ', in no partition or child either' : ''}. An expression index, a partial index, a CHECK, a view or a trigger on ${name} would change that.`,
    old: name,
    new: name,
    names: [],
    does: { old: `reads and writes ${name} as ever` },
    unsafe: {},
    kept: 'every value that old code writes is one of the new type.',
    afterContract: '',
    downDoes: 'a down file gives the old type again, and reads or writes every row for it.',
    downLoses: 'fail on values that only the new type can hold',
  };
}
