import { indent } from '../sql/indent.ts';
import { renameInConstraint } from '../sql/rename/index.ts';
import { render } from '../sql/render.ts';
import { ident, inFormat, literal, qualified, verbatim } from '../sql/value.ts';
import type { Constraint } from '../types.ts';
import { type Carry, type Context, newNames, nothingToCarry, type Part, renames } from './context.ts';
import { eachMember, execute, isMember, MEMBER } from './family.ts';
import { commentOf } from './constraints.ts';
import { helperName } from './names.ts';

const helperOf = ({ planId }: Context, { name }: Constraint): string => helperName('con', name, planId, name);

/** A foreign key of the partitioned table, or a partition's part of it. */
export const isPartitionedKey = ({ table }: Context, { type, inherited }: Constraint): boolean =>
  type === 'f' && (inherited || table.kind === 'p');

/**
 * Before 18 a foreign key of a partitioned table cannot be NOT VALID. Each partition gets its own, NOT VALID and then
 * validated; the partitioned table's takes these over and reads no row. So it is done on 18 too.
 */
export function carryPartitionedKey(context: Context, constraint: Constraint): Carry {
  return isMember(context) && constraint.inherited ? ofPartition(context, constraint) : ofTable(context, constraint);
}

const valid = ({ validated, enforced }: Constraint): boolean => validated && enforced;

function ofTable(context: Context, constraint: Constraint): Carry {
  const { table } = context;
  const helper = helperOf(context, constraint);
  const target = { table: qualified(table), constraint: ident(helper) };
  const { references } = constraint;
  const locks = references === null ? [] : [references];
  return {
    ...nothingToCarry,
    constraints: [
      {
        title: `${constraint.name} for ${newNames(context)}: it takes over those of the partitions.`,
        on: context,
        constraint: helper,
        add: render('add-constraint', {
          ...target,
          definition: verbatim(renameInConstraint(constraint.definition, table, renames(context), 'own')),
        }),
        validate: false,
        // Taking a partition's key over drops its triggers on the other table.
        locks,
      },
    ],
    finish: commentOf(context, constraint, helper),
    afterDrop: [
      {
        title: `${constraint.name} keeps its name.`,
        sql: [render('rename-constraint', { ...target, name: ident(constraint.name) })],
      },
      renameOfPartitions(context, constraint, helper),
    ],
    undoBackfill: [{ title: `What would have become ${constraint.name}.`, sql: [render('drop-constraint', target)] }],
    locks,
    replaced: { indexes: [], constraints: [constraint.name], statistics: [] },
  };
}

/** A foreign key's name does not follow its parent's, and partitions that came later have one too. */
function renameOfPartitions(context: Context, constraint: Constraint, helper: string): Part {
  const rename = render('rename-constraint', {
    table: MEMBER,
    constraint: inFormat(ident(helper)),
    name: inFormat(ident(constraint.name)),
  });
  const where = render('rename-constraint-if', { helper: literal(helper), rename: indent(execute(rename), 2) });
  return {
    title: `So does each partition's part of it.`,
    sql: [eachMember(context, 'Those with a name of their own have it already.', [where])],
  };
}

function ofPartition(context: Context, constraint: Constraint): Carry {
  const { table } = context;
  const whole = context.catalog.table.constraints.find((c) => isWhole(c, constraint)) ?? constraint;
  const helper = helperOf(context, whole);
  const target = { table: qualified(table), constraint: ident(helper) };
  const definition = `${renameInConstraint(constraint.definition, table, renames(context), 'own')} NOT VALID`;
  return {
    ...nothingToCarry,
    constraints:
      table.kind === 'p' || !valid(whole)
        ? []
        : [
            {
              title: `${constraint.name} of ${qualified(table).text} for ${newNames(context)}; its rows are checked after the lock is gone.`,
              on: context,
              constraint: helper,
              add: render('add-constraint', { ...target, definition: verbatim(definition) }),
              validate: true,
            },
          ],
    finish: commentOf(context, constraint, helper),
    afterDrop:
      constraint.name === whole.name
        ? []
        : [
            {
              title: `${constraint.name} keeps its name.`,
              sql: [render('rename-constraint', { ...target, name: ident(constraint.name) })],
            },
          ],
    undoBackfill: [{ title: `What would have become ${constraint.name}.`, sql: [render('drop-constraint', target)] }],
    replaced: { indexes: [], constraints: [constraint.name], statistics: [] },
  };
}

/** Is this the partitioned table's key of which the other is a part? */
const isWhole = (whole: Constraint, part: Constraint): boolean =>
  whole.type === 'f' && !whole.incoming && whole.definition === part.definition;
