import { render } from '../sql/render.ts';
import { renameInConstraint } from '../sql/rename/index.ts';
import { ident, literal, qualified, verbatim } from '../sql/value.ts';
import type { Constraint, Table } from '../types.ts';
import {
  type Carry,
  type Context,
  mergeCarries,
  newNames,
  nothingToCarry,
  type Pair,
  type Part,
  renames,
  touches,
} from './context.ts';
import { isMember } from './family.ts';
import { helperName } from './names.ts';
import { carryPartitionedKey, isPartitionedKey } from './partitioned-foreign-keys.ts';

/** CHECK and outgoing foreign keys: added NOT VALID under a short lock, validated without one, renamed at the end. */
export function carryConstraints(context: Context): Carry {
  const own = context.table.constraints.filter((c) => !c.incoming && touches(context, c.columns));
  const keys = own.filter((c) => isPartitionedKey(context, c));
  // A CHECK that a parent alone has comes, stays and goes with the parent's.
  const others = own.filter((c) => (c.type === 'c' || c.type === 'f') && !keys.includes(c) && c.local);
  return mergeCarries([
    ...others.map((c) => carryConstraint(context, c)),
    ...keys.map((c) => carryPartitionedKey(context, c)),
    ...context.pairs.map((pair) =>
      carryNotNull(context, pair, own.find((c) => c.type === 'n' && c.columns.includes(pair.old.name)) ?? null),
    ),
  ]);
}

/** CHECKs of the table that bind every write but were never checked against the rows that are there. */
export const unvalidatedChecks = (table: Table): Constraint[] =>
  table.constraints.filter((c) => c.type === 'c' && !c.incoming && !c.validated && c.enforced);

const helperConstraint = (context: Context, constraint: Constraint): string =>
  helperName('con', constraint.name, context.planId, constraint.name);

function carryConstraint(context: Context, constraint: Constraint): Carry {
  const { table } = context;
  const helper = helperConstraint(context, constraint);
  const target = { table: qualified(table), constraint: ident(helper) };
  const definition = renameInConstraint(constraint.definition, table, renames(context), 'own');
  const notValid = constraint.validated && constraint.enforced ? ' NOT VALID' : '';
  return {
    ...nothingToCarry,
    constraints: [
      {
        title: `${constraint.name} for ${newNames(context)}; rows that are there are checked after the lock is gone.`,
        on: context,
        constraint: helper,
        add: render('add-constraint', { ...target, definition: verbatim(definition + notValid) }),
        validate: constraint.validated && constraint.enforced,
      },
    ],
    finish: commentOf(context, constraint, helper),
    // One that a parent has too gets its name together with the parent's.
    afterDrop: constraint.inherited
      ? []
      : [
          {
            title: `${constraint.name} keeps its name.`,
            sql: [render('rename-constraint', { ...target, name: ident(constraint.name) })],
          },
        ],
    undoBackfill: [{ title: `What would have become ${constraint.name}.`, sql: [render('drop-constraint', target)] }],
    // DROP COLUMN drops the old foreign key, which locks the other table as well.
    locks: constraint.references === null ? [] : [constraint.references],
    replaced: { indexes: [], constraints: [constraint.name], statistics: [] },
  };
}

/** The comment of a constraint, on the one that takes its place. */
export function commentOf(context: Context, constraint: Constraint, helper: string): Part[] {
  if (constraint.comment === null) return [];
  const text = literal(constraint.comment);
  return [
    {
      title: `The comment of ${constraint.name}.`,
      sql: [
        render('comment-on-table-object', {
          kind: verbatim('CONSTRAINT'),
          name: ident(helper),
          table: qualified(context.table),
          text,
        }),
      ],
    },
  ];
}

/**
 * NOT NULL needs no scan: the validated parity CHECK says `new IS NOT NULL`. Since 18 it is a constraint with a name,
 * which ALTER TABLE ... RENAME COLUMN does not change, so the old name is given again.
 */
function carryNotNull(context: Context, { old, name }: Pair, constraint: Constraint | null): Carry {
  const { table } = context;
  if (!old.notNull) return nothingToCarry;
  // What the table says holds for its partitions and children, under the same name: otherwise the column stays.
  if (isMember(context))
    return constraint === null
      ? nothingToCarry
      : { ...nothingToCarry, replaced: { indexes: [], constraints: [constraint.name], statistics: [] } };
  const column = { table: qualified(table), column: ident(name) };
  if (constraint === null) {
    return {
      ...nothingToCarry,
      beforeDrop: [{ title: 'Proven by a validated check: no scan.', sql: [render('set-not-null', column)] }],
    };
  }
  const helper = helperConstraint(context, constraint);
  const options = `${constraint.noInherit ? ' NO INHERIT' : ''}${constraint.validated ? '' : ' NOT VALID'}`;
  return {
    ...nothingToCarry,
    beforeDrop: [
      {
        title: constraint.validated ? 'Proven by a validated check: no scan.' : 'NOT VALID, as it was.',
        sql: [render('add-not-null', { ...column, constraint: ident(helper), options: verbatim(options) })],
      },
    ],
    afterDrop: [
      {
        title: 'Since 18 NOT NULL has a name of its own.',
        sql: [
          render('rename-constraint', {
            table: qualified(table),
            constraint: ident(helper),
            name: ident(constraint.name),
          }),
          ...commentOf(context, constraint, constraint.name).flatMap((part) => part.sql),
        ],
      },
    ],
    replaced: { indexes: [], constraints: [constraint.name], statistics: [] },
  };
}
