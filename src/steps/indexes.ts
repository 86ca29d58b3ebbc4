import { render } from '../sql/render.ts';
import { renameInIndex } from '../sql/rename/index.ts';
import { ident, integer, literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { Constraint, Index, QualifiedName } from '../types.ts';
import { commentOf } from './constraints.ts';
import {
  type Carry,
  type Context,
  type IndexBuild,
  mergeCarries,
  newNames,
  nothingToCarry,
  type Part,
  renames,
  touches,
} from './context.ts';
import { helperName } from './names.ts';
import { standIn } from './stand-in.ts';
import { attachIndex, partitionedIndex } from './partitioned-indexes.ts';
import { carryPartitionedPrimary, isPartitionedPrimary } from './partitioned-keys.ts';

/** Every index that holds the column, built a second time on the new one and put in the old one's place. */
export function carryIndexes(context: Context): Carry {
  const touching = context.table.indexes.filter((index) => touches(context, index.columns));
  const carry = standIn(context) ? indexForStandIn : carryIndex;
  return mergeCarries(touching.map((index) => carry(context, index)));
}

/** The name of an index until contract gives it its own. */
export const helperIndex = (context: Context, { schema, name }: Index): QualifiedName =>
  helperOf(context, { schema, name });

const helperOf = ({ planId }: Context, { schema, name }: QualifiedName): QualifiedName => ({
  schema,
  name: helperName('idx', name, planId, schema, name),
});

const attachment = (context: Context, { parent }: Index, helper: QualifiedName): Sql[] =>
  parent === null ? [] : [attachIndex(helperOf(context, parent), helper)];

function carryPartitioned(context: Context, index: Index, helper: QualifiedName): Carry {
  const { tree, create, undo } = partitionedIndex(context, index, helper, ownConstraint(context, index));
  return {
    ...nothingToCarry,
    trees: [tree],
    expand: [create],
    finish: settings(context, index, helper),
    afterDrop: [rename(context, index, helper)],
    undoBackfill: [undo],
    replaced: {
      indexes: [qualified(index).text],
      constraints: index.constraint === null ? [] : [index.constraint],
      statistics: [],
    },
  };
}

function carryIndex(context: Context, index: Index): Carry {
  const { table } = context;
  const helper = helperIndex(context, index);
  const primary = isPartitionedPrimary(context, index);
  if (primary && table.kind === 'p') return carryPartitionedPrimary(context, index);
  const attach = primary ? [] : attachment(context, index, helper);
  if (table.kind === 'p') return { ...carryPartitioned(context, index, helper), attach };
  // A table has one primary key, so the new one comes when the old one has gone: until then its index does the work.
  const unique = index.constraint === null || index.primary ? null : uniqueConstraint(context, index, helper);
  return {
    ...nothingToCarry,
    indexes: [build(context, index, helper)],
    attach,
    finish: settings(context, index, helper),
    beforeDrop: takeOver(context, index, helper),
    afterDrop: [rename(context, index, helper), ...extensions(index)],
    undoBackfill: [
      {
        title: `The index that would have become ${index.name}.`,
        sql: [
          ...(unique === null
            ? []
            : [render('drop-constraint', { table: qualified(table), constraint: ident(helper.name) })]),
          render('drop-index', { index: qualified(helper) }),
        ],
      },
    ],
    constraints: unique === null ? [] : [unique],
    replaced: {
      indexes: [qualified(index).text],
      constraints: index.constraint === null ? [] : [index.constraint],
      statistics: [],
    },
  };
}

/**
 * The index that new code works with until contract; it goes with its column. A deferrable key needs its constraint:
 * without one its index would check at once.
 */
function indexForStandIn(context: Context, index: Index): Carry {
  const helper = helperIndex(context, index);
  const deferrable = ownConstraint(context, index)?.deferrable === true;
  const attach = attachment(context, index, helper);
  const replaced = { indexes: [qualified(helper).text], constraints: deferrable ? [helper.name] : [], statistics: [] };
  if (context.table.kind === 'p') {
    const { tree, create, undo } = partitionedIndex(
      context,
      index,
      helper,
      deferrable ? ownConstraint(context, index) : undefined,
    );
    return { ...nothingToCarry, trees: [tree], expand: [create], attach, undoBackfill: [undo], replaced };
  }
  return {
    ...nothingToCarry,
    indexes: [build(context, index, helper)],
    attach,
    constraints: deferrable ? [uniqueConstraint(context, index, helper)] : [],
    undoBackfill: [
      {
        title: `The index that stood in for ${index.name}.`,
        sql: [
          ...(deferrable
            ? [render('drop-constraint', { table: qualified(context.table), constraint: ident(helper.name) })]
            : []),
          render('drop-index', { index: qualified(helper) }),
        ],
      },
    ],
    replaced,
  };
}

function build(context: Context, index: Index, helper: QualifiedName): IndexBuild {
  const { table } = context;
  const definition = (concurrently: boolean): Sql =>
    verbatim(
      renameInIndex(index.definition, table, renames(context), {
        name: helper.name,
        concurrently,
        ifNotExists: true,
        tablespace: index.tablespace,
      }),
    );
  return {
    title: `${index.name} on ${newNames(context)}`,
    table,
    index: helper,
    concurrently: definition(true),
    plainly: definition(false),
  };
}

/** The constraint that the index stands for. */
export const ownConstraint = (context: Context, index: Index) =>
  context.table.constraints.find((c) => c.name === index.constraint && !c.incoming);

/** A UNIQUE constraint hangs on the index; a deferrable one must be deferrable as soon as its index is. */
function uniqueConstraint(context: Context, index: Index, helper: QualifiedName) {
  const own = ownConstraint(context, index);
  return {
    title: `The unique constraint ${index.constraint ?? ''} for the new column, on the index that was built.`,
    on: context,
    constraint: helper.name,
    add: render('add-unique-using-index', {
      table: qualified(context.table),
      constraint: ident(helper.name),
      index: ident(helper.name),
      timing: verbatim(timing(own)),
    }),
    validate: false,
  };
}

/** Statistics targets and comments of an index, and of the constraint that it stands for. */
export function settings(context: Context, index: Index, helper: QualifiedName): Part[] {
  const sql = index.statistics.map(({ position, target }) =>
    render('set-index-statistics', {
      index: qualified(helper),
      position: integer(position),
      target: verbatim(String(target)),
    }),
  );
  if (index.comment !== null) {
    sql.push(render('comment-on', { kind: verbatim('INDEX'), name: qualified(helper), text: literal(index.comment) }));
  }
  const constraint = ownConstraint(context, index);
  if (constraint?.comment && !index.primary) {
    const target = { kind: verbatim('CONSTRAINT'), name: ident(helper.name), table: qualified(context.table) };
    sql.push(render('comment-on-table-object', { ...target, text: literal(constraint.comment) }));
  }
  return sql.length === 0 ? [] : [{ title: `Settings of ${index.name}.`, sql }];
}

/** CLUSTER and the replica identity. */
export function takeOver(context: Context, index: Index, helper: QualifiedName): Part[] {
  const target = { table: qualified(context.table), index: ident(helper.name) };
  const parts: Part[] = [];
  if (index.clustered) parts.push({ title: `CLUSTER follows ${index.name}.`, sql: [render('cluster-on', target)] });
  if (index.replicaIdentity) {
    parts.push({ title: `The replica identity follows ${index.name}.`, sql: [render('replica-identity', target)] });
  }
  return parts;
}

/** Extensions that take the index along. */
export const extensions = (index: Index): Part[] =>
  index.extensions.map((extension) => ({
    title: `${index.name} goes when ${extension} goes.`,
    sql: [render('index-depends-on-extension', { index: qualified(index), extension: ident(extension) })],
  }));

/** Renaming a constraint renames its index too, and so does making one of an index. */
function rename(context: Context, index: Index, helper: QualifiedName): Part {
  if (index.primary && index.constraint !== null) return primaryKey(context, index, helper);
  const sql =
    index.constraint === null
      ? render('rename-index', { index: qualified(helper), name: ident(index.name) })
      : render('rename-constraint', {
          table: qualified(context.table),
          constraint: ident(helper.name),
          name: ident(index.constraint),
        });
  return { title: `${index.name} keeps its name.`, sql: [sql] };
}

function primaryKey(context: Context, index: Index, helper: QualifiedName): Part {
  const own = ownConstraint(context, index);
  const name = index.constraint ?? index.name;
  const comment = own === undefined ? [] : commentOf(context, own, name).flatMap(({ sql }) => sql);
  return {
    title: `The primary key ${name} on the index that was built for it.`,
    sql: [
      render('add-primary-key-using-index', {
        table: qualified(context.table),
        constraint: ident(name),
        index: ident(helper.name),
        timing: verbatim(timing(own)),
      }),
      ...comment,
    ],
  };
}

const timing = (own: Constraint | undefined): string =>
  own?.deferrable ? ` DEFERRABLE${own.deferred ? ' INITIALLY DEFERRED' : ''}` : '';
