import { renameInConstraint } from '../../sql/rename/index.ts';
import { render } from '../../sql/render.ts';
import { ident, qualified, verbatim } from '../../sql/value.ts';
import type { Constraint } from '../../types.ts';
import { type Carry, type Context, mergeCarries, nothingToCarry, renames, touches } from '../context.ts';
import { commentOf } from '../constraints.ts';
import { helperName } from '../names.ts';

/** Foreign keys that reference the column. */
export const incomingKeys = (context: Context): Constraint[] =>
  context.table.constraints.filter((c) => c.incoming && touches(context, c.columns));

/**
 * Each foreign key that references the column gets a twin that references the new one: NOT VALID, then validated, both in
 * force until contract swaps them in one transaction. A unique index is all that a foreign key needs to point to.
 */
export const carryIncomingKeys = (context: Context): Carry =>
  mergeCarries(incomingKeys(context).map((key) => carryKey(context, key)));

function carryKey(context: Context, key: Constraint): Carry {
  const helper = helperName('con', key.name, context.planId, key.table.schema, key.table.name, key.name);
  const target = { table: qualified(key.table), constraint: ident(helper) };
  const own = key.table.schema === context.table.schema && key.table.name === context.table.name;
  // What the steps ask of the table that carries it: nothing but its name, for it has no family.
  const on: Context = own
    ? context
    : { ...context, table: { ...context.table, ...key.table, kind: 'r', family: [], constraints: [] } };
  const definition = renameInConstraint(key.definition, context.table, renames(context), 'referenced');
  const valid = key.validated && key.enforced;
  return {
    ...nothingToCarry,
    constraints: [
      {
        title: `${key.name} of ${qualified(key.table).text} for the new column; its rows are checked after the lock is gone.`,
        on,
        constraint: helper,
        add: render('add-constraint', { ...target, definition: verbatim(`${definition}${valid ? ' NOT VALID' : ''}`) }),
        validate: valid,
        locks: own ? [] : [context.table],
      },
    ],
    finish: commentOf(on, key, helper),
    beforeDrop: [
      {
        title: `${key.name} of ${qualified(key.table).text} references the new column now.`,
        sql: [
          render('drop-constraint', { table: qualified(key.table), constraint: ident(key.name) }),
          render('rename-constraint', { ...target, name: ident(key.name) }),
        ],
      },
    ],
    locks: own ? [] : [key.table],
    undoBackfill: [
      {
        title: `What would have become ${key.name} of ${qualified(key.table).text}.`,
        sql: [render('drop-constraint', target)],
      },
    ],
  };
}
