import { renameInIndex } from '../../sql/rename/index.ts';
import { render } from '../../sql/render.ts';
import { clause, ident, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Column, Constraint, Index } from '../../types.ts';
import { partSql } from '../blocks.ts';
import { addAgain, carryColumns } from '../column.ts';
import { commentOf } from '../constraints.ts';
import type { Context } from '../context.ts';
import { members } from '../family.ts';
import { extensions, ownConstraint, settings, takeOver } from '../indexes.ts';
import { attachIndex } from '../partitioned-indexes.ts';
import { mayReplicate } from '../guard-trigger.ts';
import { restoreValues } from './archive.ts';
import { restoreDefaults, setNotNull } from './relax.ts';
import { identityBack, sequenceBack } from './sequence.ts';
import { holders, type Leaving, leavingColumns, touchesLeaving } from './subject.ts';

/** The columns with their values and everything of the table that went with them, under the table's lock. */
export function bringBack(leaving: Leaving): Sql[] {
  const { context, column, archive } = leaving;
  return [
    ...leavingColumns(leaving)
      .toReversed()
      .flatMap((each) => [...add(leaving, each), ...settingsOf(context, each)]),
    ...(archive === null
      ? []
      : [render('as-replica', { allowed: mayReplicate(context) }), restoreValues(context, archive)]),
    ...valuesOfLaterRows(leaving),
    ...(column.generated === '' ? identityAndDefault(leaving) : []),
    ...constraintsAndIndexes(leaving),
  ];
}

/** Children before parents: what a parent hands down is merged with what is there. */
const add = (leaving: Leaving, column: Column): Sql[] =>
  holders(leaving, column)
    .toReversed()
    .flatMap(({ on, column: own }) => (own.generated === '' ? [addAgain(on, own)] : [addGenerated(on, own)]));

function addGenerated({ table }: Context, column: Column): Sql {
  return render('add-generated-column', {
    table: qualified(table),
    column: ident(column.name),
    type: verbatim(column.type),
    collate:
      column.collation === null || column.collation.isTypeDefault
        ? nothing
        : clause('COLLATE', qualified(column.collation)),
    expression: verbatim(column.default?.expression ?? 'NULL'),
    stored: verbatim(column.generated === 's' ? 'STORED' : 'VIRTUAL'),
  });
}

/** Storage, statistics, comments and grants of the column in each table of the family. */
const settingsOf = (context: Context, column: Column): Sql[] =>
  [context, ...members(context)].flatMap((on) => {
    const own = on.table.columns.find(({ name }) => name === column.name);
    return own === undefined ? [] : carryColumns({ ...on, pairs: [{ old: own, name: own.name }] }).expand.map(partSql);
  });

/** Rows that came after contract get what they would have got before. */
function valuesOfLaterRows(leaving: Leaving): Sql[] {
  const { context, column } = leaving;
  if (!column.notNull || column.default === null || column.generated !== '') return [];
  return [
    ...sequenceBack(leaving),
    ...restoreDefaults(context, column),
    render('fill-default', { table: qualified(context.table), column: ident(column.name) }),
    ...(leaving.relaxed.default
      ? [render('drop-default', { table: qualified(context.table), column: ident(column.name) })]
      : []),
  ];
}

function identityAndDefault(leaving: Leaving): Sql[] {
  const { context, column, relaxed } = leaving;
  const later = valuesOfLaterRows(leaving).length > 0;
  return [
    ...(later || relaxed.default ? [] : [...sequenceBack(leaving), ...restoreDefaults(context, column)]),
    ...(column.notNull && !relaxed.notNull ? setNotNull(context, column) : []),
    ...identityBack(leaving),
  ];
}

/** Members first: what a partition has already, the partitioned table takes over instead of making it. */
function constraintsAndIndexes(leaving: Leaving): Sql[] {
  const { context } = leaving;
  const tables = [context, ...members(context)];
  const indexes = tables.flatMap((on) =>
    on.table.indexes.filter(({ columns }) => touchesLeaving(leaving, columns)).map((index) => ({ on, index })),
  );
  return [
    ...indexes.map(({ on, index }) => makeIndex(on, index)),
    ...indexes.toReversed().flatMap(({ index }) => (index.parent === null ? [] : [attachIndex(index.parent, index)])),
    ...indexes.flatMap(({ on, index }) =>
      [...settings(on, index, index), ...takeOver(on, index, index), ...extensions(index)].map(partSql),
    ),
    ...tables.toReversed().flatMap((on) =>
      on.table.constraints
        .filter((c) => (c.type === 'c' || c.type === 'f') && !c.incoming && touchesLeaving(leaving, c.columns))
        .filter((c) => c.local && !(c.type === 'f' && c.inherited) && !isSoftened(leaving, on, c))
        .flatMap((c) => makeConstraint(on, c)),
    ),
  ];
}

/** A CHECK that expand had to change is brought back by expand's own down file. */
const isSoftened = ({ relaxed }: Leaving, on: Context, constraint: Constraint): boolean =>
  relaxed.checks.some((check) => check.on.table.oid === on.table.oid && check.constraint.name === constraint.name);

const makeConstraint = (on: Context, constraint: Constraint): Sql[] => [
  render('add-constraint', {
    table: qualified(on.table),
    constraint: ident(constraint.name),
    definition: verbatim(constraint.definition),
  }),
  ...commentOf(on, constraint, constraint.name).flatMap(({ sql }) => sql),
];

/** Of a partitioned table alone it is a name, to which the indexes of the partitions are attached. */
function makeIndex(on: Context, index: Index): Sql {
  const constraint = ownConstraint(on, index);
  if (index.constraint === null || constraint === undefined)
    return render('definition', {
      definition: verbatim(
        renameInIndex(index.definition, on.table, new Map(), {
          name: index.name,
          concurrently: false,
          ifNotExists: false,
          tablespace: index.tablespace,
        }),
      ),
    });
  return render(on.table.kind === 'p' ? 'add-unique-only' : 'add-constraint', {
    table: qualified(on.table),
    constraint: ident(constraint.name),
    definition: verbatim(constraint.definition),
  });
}
