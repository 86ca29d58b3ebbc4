import { qualified } from '../sql/value.ts';
import type { CodeVersion, Deploy } from '../types.ts';
import { oldAndNew } from './code-versions.ts';
import { type Context, newNames, oldNames } from './context.ts';

/** Three deploys with `--sync trigger`: the database keeps both columns equal, so code changes once, in the middle. */
export function deploys(context: Context): Deploy[] {
  const [from, to, says] = [oldNames(context), newNames(context), qualified(context.table).text];
  return [
    {
      number: 1,
      title: 'Expand and backfill',
      runs: ['expand', 'backfill'],
      ships: null,
      code: `Unchanged: it goes on using ${from}.`,
      gate: `${says} has ${from} and not yet ${to}.`,
      rollback:
        'Nothing to roll back in the code. The new column does no harm, and what old code writes reaches it too; leave it.',
    },
    {
      number: 2,
      title: `Code that uses only ${to}`,
      runs: [],
      ships: 'new',
      code: `Every read and write of ${from} becomes ${to}. Old and new instances may run side by side.`,
      gate: 'The whole backfill phase has run: rows are proven equal, indexes and constraints are there.',
      rollback: `Roll the code back: what the new code wrote is in ${from} too.`,
    },
    {
      number: 3,
      title: 'Contract',
      runs: ['contract'],
      ships: null,
      code: 'Unchanged.',
      gate: `No instance of the old code is left, and nothing else reads ${from} (reports, jobs, other services).`,
      rollback: `Forward only: the SQL in the plan's folder adds ${from} again and keeps it equal to ${to}.`,
    },
  ];
}

/** Two versions of the code: each knows one column, and both may run from the end of backfill to contract. */
export function triggerCode(context: Context): CodeVersion[] {
  const [from, to] = [oldNames(context), newNames(context)];
  return oldAndNew('The whole backfill phase has run: rows are proven equal, indexes and constraints are there.', [
    `New code need not write ${from}, and must not fall back to it.`,
    `An upsert whose ON CONFLICT names ${from} names ${to} from here on; its unique index is there once the backfill phase is done.`,
  ]);
}
