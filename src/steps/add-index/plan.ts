import { columnsNamed } from '../../sql/columns-named.ts';
import { elements } from '../../sql/index-statement.ts';
import { deparseExpression } from '../../sql/deparse.ts';
import { ident, qualified, verbatim } from '../../sql/value.ts';
import type { Catalog, Change, PlanOptions, Table, Wording } from '../../types.ts';
import { doBlock } from '../blocks.ts';
import { type Building, buildingOf } from '../building/building.ts';
import { dropBuilt, makeIndex } from '../building/fragments.ts';
import { refuseTaken, indexNames } from '../building/index-names.ts';
import { withRefusal } from '../code-models.ts';
import { anyCode, codeUntil } from '../code-of-kind.ts';
import type { Draft, DraftPhase } from '../draft.ts';
import { gate } from '../gates.ts';
import { kindPlanId } from '../plan-id.ts';
import { refuseTable } from '../table-refusals.ts';
import { not, tableMissing } from '../state.ts';
import { duplicateRows, refuseViolations, type Violations, violationsGate } from '../violations.ts';
import { contextOf, wholePlan } from '../whole-plan.ts';
import { indexFor, shownKeys, wishOf } from './definition.ts';
import { refuseUnpartitionedKey } from './partition-key.ts';
import { spaceFor } from './space.ts';

/** One phase: an index that is built concurrently is in nobody's way; a unique one counts first what it would not take. */
export function planAddIndex(change: Change, catalog: Catalog, options: PlanOptions): Draft {
  const statement = indexFor(wishOf(change), catalog);
  const name = change['name'] as string | undefined;
  const named = indexNames(catalog, statement, { label: 'idx', name });
  const planId = kindPlanId('add-index', catalog.table, [named(catalog.table)]);
  const context = contextOf({ planId, catalog, options });
  refuseTable(context, qualified(context.table).text);
  refuseTaken(catalog.table, named(catalog.table));
  if (statement.unique === true) refuseUnpartitionedKey(catalog.table, statement);
  const building = buildingOf(context, statement, named);
  return statement.unique === true ? unique(change, building) : plain(change, building);
}

function plain(change: Change, building: Building): Draft {
  const { context } = building;
  const says = qualified(building.top.index).text;
  return wholePlan(change, {
    context,
    wording: wording(building, {
      enough:
        'One phase is enough: an index that is built concurrently stops neither reads nor writes, and no code has to change with it.',
      does: { old: 'reads and writes as ever' },
    }),
    estimate: spaceFor(context),
    phases: [phase(building, 'expand', [])],
    code: anyCode,
    deploys: [
      {
        number: 1,
        title: 'Build the index',
        runs: ['expand'],
        ships: null,
        code: 'Unchanged.',
        gate: 'There is room on the disk, and no transaction is hours old: the build waits for it.',
        rollback: `An index can stay; DROP INDEX CONCURRENTLY ${says} takes it away.`,
      },
    ],
    attention: [],
    fixes: [],
  });
}

function unique(change: Change, building: Building): Draft {
  const { context } = building;
  const violations = duplicates(building);
  const says = keysSay(building);
  return wholePlan(change, {
    context,
    wording: wording(building, {
      enough: 'One phase is enough: rows that are there twice are counted first, and the index is built concurrently.',
      touches: { columns: keyColumns(building), by: 'write' },
      does: { old: `may write a ${says} that is there already`, new: `writes no ${says} twice, or expects the error` },
      unsafe: {
        old: { early: '', late: `a ${says} that is there already is refused` },
      },
    }),
    estimate: spaceFor(context),
    phases: [phase(building, 'backfill', [violations])],
    code: withRefusal(
      context.table,
      { columns: keyColumns(building), constraint: building.top.index.name, code: '23505' },
      codeUntil('backfill', {
        needs: 'Nothing.',
        advice: [
          `The index refuses the second row with the same ${says} from the moment its build begins, so code that expects this goes out before it.`,
        ],
      }),
    ),
    deploys: [
      {
        number: 1,
        title: 'Code that is ready for the index',
        runs: [],
        ships: 'new',
        code: `Nothing writes a ${says} that another row has, or it expects the error 23505 and says so to its user.`,
        gate: 'Nothing.',
        rollback: 'Roll the code back; the database has not changed.',
      },
      {
        number: 2,
        title: 'Build the index',
        runs: ['backfill'],
        ships: null,
        code: 'Unchanged.',
        gate: 'No value is in two rows: the query shows those that are.',
        rollback: `DROP INDEX CONCURRENTLY ${qualified(building.top.index).text} takes it away again.`,
      },
    ],
    attention: [],
    fixes: [],
  });
}

/** Values that are in several rows, of each table on its own where there are partitions: an index knows one table. */
export function duplicates({ context, statement }: Building): Violations {
  const { table } = context;
  const keys = shownKeys(statement);
  const where =
    statement.whereClause === undefined ? null : verbatim(deparseExpression(statement.whereClause, 'the predicate'));
  const which = keys.map(({ says }) => says).join(', ');
  return {
    says: `Values of ${which} that are in more than one row of ${qualified(table).text}`,
    rows: duplicateRows(table, keys, { where, nullsEqual: statement.nulls_not_distinct === true }),
    hint: `Correct or delete all but one row of each, the query in the notes finds them, then run this file again; nothing was built.`,
  };
}

const keysSay = ({ statement }: Building): string =>
  shownKeys(statement)
    .map(({ says }) => says)
    .join(', ');

/** The columns of the keys, those in expressions too. */
/** The columns of the table that are in the keys. */
export const keyColumns = ({ context, statement }: Building): string[] => [
  ...new Set(
    elements(statement.indexParams).flatMap(({ name, expr }) =>
      name !== undefined ? [name] : expr === undefined ? [] : columnsNamed(expr, context.table),
    ),
  ),
];

function phase(building: Building, name: 'expand' | 'backfill', violations: readonly Violations[]): DraftPhase {
  const { context, top } = building;
  const { table, planId, options } = context;
  const [says, index] = [qualified(table).text, qualified(top.index).text];
  const locked = building.parents.length > 0;
  return {
    name,
    title: `Build the index ${index}`,
    subject: top.index.name,
    summary: [
      `Builds the ${violations.length > 0 ? 'unique ' : ''}index ${index} on ${keysSay(building)} of ${says}, concurrently.`,
      violations.length > 0
        ? 'Goes out with deploy 2, when the code of deploy 1 runs on every instance; rows that are there twice are counted first.'
        : 'Goes out with deploy 1, any time; the code stays as it is.',
      `Locks: SHARE UPDATE EXCLUSIVE on ${says}, which stops no read or write${locked ? `; a stronger one for some milliseconds where the partitions' indexes are put together (${options.lockTimeoutMs} ms an attempt)` : ''}.`,
      'Going back: an index does no harm; in development run the down file.',
      `Plan ${planId}; it may be run again at any time. Do not run it inside a transaction.`,
    ],
    gate: [
      gate('table', `${says} is there.`, not(tableMissing(table))),
      ...violations.map((each) => violationsGate('violations', each)),
    ],
    steps: makeIndex(building, { before: violations.map(refuseViolations) }),
    undo: [
      {
        id: 'undo-index',
        title: `Drop ${index} again`,
        why: 'What reads by it goes on without it.',
        sql: [doBlock([dropBuilt(building)])],
      },
    ],
  };
}

function wording(building: Building, more: Pick<Wording, 'enough' | 'does'> & Partial<Wording>): Wording {
  const { context, top, statement } = building;
  const table: Table = context.table;
  const included = elements(statement.indexIncludingParams).map(({ name }) => ident(name ?? '').text);
  const [says, index] = [qualified(table).text, qualified(top.index).text];
  return {
    title: `index ${index}`,
    summary: `${says} gets the ${statement.unique === true ? 'unique ' : ''}index ${index} on ${keysSay(building)}${included.length === 0 ? '' : ` with ${included.join(', ')} beside`}.`,
    old: index,
    new: index,
    names: [],
    unsafe: {},
    kept: 'an index is no business of the code that goes back.',
    afterContract: '',
    downDoes: 'a down file drops the index.',
    downLoses: 'drop the index under a lock that stops everybody',
    ...more,
  };
}
