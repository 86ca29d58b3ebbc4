import type { Draft } from '../draft.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Catalog, Change, Finding, Index, PlanOptions, Wording } from '../../types.ts';
import { rerun } from '../constraint-kinds/rule.ts';
import { anyCode } from '../code-of-kind.ts';
import { gate } from '../gates.ts';
import { nothingToCopy } from '../mirror/nothing-to-copy.ts';
import { kindPlanId } from '../plan-id.ts';
import { refuseTable } from '../table-refusals.ts';
import { contextOf, wholePlan } from '../whole-plan.ts';
import { definitionOf, indexAgain } from './again.ts';
import { indexNamed, refuseIndex } from './find.ts';
import { dropSteps, indexOfTable } from './steps.ts';

/** One phase: nothing has to be made ready for an index to go. */
export function planDropIndex(change: Change, catalog: Catalog, options: PlanOptions): Draft {
  const { table } = catalog;
  const index = indexNamed(String(change['target']), catalog);
  const context = contextOf({ planId: kindPlanId('drop-index', table, [index.name]), catalog, options });
  const [says, on] = [qualified(index).text, qualified(table).text];
  refuseTable(context, says);
  refuseIndex(index, catalog, 'dropped');
  return wholePlan(change, {
    context,
    wording: wording(says, on),
    estimate: nothingToCopy(catalog),
    phases: [
      {
        name: 'contract',
        title: `Drop the index ${says}`,
        subject: index.name,
        summary: [
          `Drops the index ${says} of ${on}${table.kind === 'p' ? ', and those of the partitions' : ', concurrently'}.`,
          'Goes out with deploy 1, when no query needs the index.',
          table.kind === 'p'
            ? `Locks: ACCESS EXCLUSIVE on ${on} and its partitions for some milliseconds; no attempt waits longer than ${options.lockTimeoutMs} ms for all of them, and it is tried again.`
            : `Locks: SHARE UPDATE EXCLUSIVE on ${on}, which stops no read or write.`,
          'Going back: build it again concurrently, with a plan of its own; in development run the down file.',
          rerun(context),
        ],
        gate: [gate('index', `${says} is an index of ${on}.`, indexOfTable(context, index))],
        steps: dropSteps(context, index),
        undo: [indexAgain(context, index)],
      },
    ],
    code: anyCode,
    deploys: [
      {
        number: 1,
        title: 'Drop the index',
        runs: ['contract'],
        ships: null,
        code: 'Unchanged.',
        gate: `No query is slow without it: pg_stat_user_indexes says how often it was used, on each replica too.`,
        rollback: `Build it again: ${definitionOf(context, index, table.kind !== 'p')};`,
      },
    ],
    attention: findings(index, on),
    fixes: [],
  });
}

const warning = (id: string, title: string, detail: string): Finding => ({
  id,
  level: 'warning',
  title,
  detail,
  deploy: 1,
});

/** What goes with an index besides speed. */
export function findings(index: Index, on: string): Finding[] {
  const says = qualified(index).text;
  const columns = index.columns.map((name) => ident(name).text).join(', ');
  return [
    ...(index.unique
      ? [
          warning(
            'unique-index',
            `${says} keeps ${columns} unique`,
            `From contract on two rows may have the same ${columns}, and INSERT ... ON CONFLICT that relies on it fails with 42P10: no unique constraint matching. Look for such statements first.`,
          ),
        ]
      : []),
    ...(index.replicaIdentity
      ? [
          warning(
            'replica-identity',
            `${says} is the replica identity of ${on}`,
            `Without it UPDATE and DELETE fail where the table is published. First: ALTER TABLE ${on} REPLICA IDENTITY DEFAULT, or another index.`,
          ),
        ]
      : []),
    ...(index.clustered
      ? [
          {
            id: 'clustered',
            level: 'note' as const,
            title: `CLUSTER ${on} goes by ${says}`,
            detail: 'Without it CLUSTER must name another index.',
            deploy: 1,
          },
        ]
      : []),
  ];
}

const wording = (says: string, on: string): Wording => ({
  title: `drop the index ${says}`,
  summary: `${on} loses the index ${says}.`,
  enough: 'One phase is enough: nothing has to be made ready, and no code has to change with it.',
  old: says,
  new: says,
  names: [],
  does: { old: 'reads and writes as ever' },
  unsafe: {},
  kept: 'an index is no business of the code that goes back.',
  afterContract: 'Queries that used the index read the table.',
  downDoes: 'a down file makes the index again while writes wait.',
  downLoses: 'make the index again while writes wait',
});
