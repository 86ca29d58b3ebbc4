import { qualified } from '../../sql/value.ts';
import type { CodeVersion, Deploy } from '../../types.ts';
import { codeOfToday } from '../code-versions.ts';
import { type Context, newNames, oldNames } from '../context.ts';
import type { TwoColumns } from '../two-columns.ts';
import { keptByCode } from './by-code.ts';
import { hasUnique, refuseByCode, upserts, writersFindings } from './findings-by-code.ts';
import type { Mode } from './mode.ts';
import { findingsByCode, fixesByCode, phasesByCode } from './phases-by-code.ts';

/** `--sync app`: three deploys of code, each of which may run beside the one before it. */
export const app: Mode = {
  keeping: keptByCode,
  refuse: refuseByCode,
  phases: (two) => phasesByCode(two, deploys(two.context)),
  code,
  deploys,
  findings,
  fixes: fixesByCode,
};

function deploys(context: Context): Deploy[] {
  const [from, to, says] = [oldNames(context), newNames(context), qualified(context.table).text];
  return [
    {
      number: 1,
      title: `Expand, then code that writes both`,
      runs: ['expand'],
      ships: 'v1',
      code: `Every write of ${from} writes the same value to ${to}. Reads stay with ${from}.`,
      gate: `${says} has ${from} and not yet ${to}.`,
      rollback: `Roll the code back: ${from} has everything. Before deploy 2 the backfill has to run again then.`,
    },
    {
      number: 2,
      title: `Backfill, then code that reads ${to}`,
      runs: ['backfill'],
      ships: 'v2',
      code: `Still writes both; every read of ${from} becomes one of ${to}.`,
      gate: 'The code of deploy 1 runs on every instance, and nothing else writes one column alone.',
      rollback: `Roll back to the code of deploy 1: both write both columns. Not further.`,
    },
    {
      number: 3,
      title: `Relax, then code that uses only ${to}`,
      runs: ['relax'],
      ships: 'v3',
      code: `Writes only ${to}.`,
      gate: 'The code of deploy 2 runs on every instance and will not be rolled back.',
      rollback: `Roll back to the code of deploy 2, which reads ${to}. Not further: ${from} is stale in what code of deploy 3 wrote.`,
    },
    {
      number: 4,
      title: 'Contract',
      runs: ['contract'],
      ships: null,
      code: 'Unchanged.',
      gate: `No instance of the code of deploy 2 is left, and nothing else reads or writes ${from} (reports, jobs, other services).`,
      rollback: `Forward only: the SQL in the plan's folder adds ${from} again and keeps it equal to ${to}.`,
    },
  ];
}

function code(context: Context): CodeVersion[] {
  const [from, to] = [oldNames(context), newNames(context)];
  return [
    codeOfToday,
    {
      id: 'v1',
      deploy: 1,
      says: 'Code of deploy 1',
      writes: ['old', 'new'],
      reads: ['old'],
      since: 'expand',
      until: 'relax',
      needs: 'The expand file has run everywhere.',
      advice: [
        `Every INSERT, UPDATE, upsert and COPY that writes ${from} writes the same value to ${to} in the same statement. An INSERT that leaves ${from} out may leave both out. Nothing reads ${to} yet.`,
        `ON CONFLICT goes on naming ${from}, and its DO UPDATE sets both.`,
      ],
    },
    {
      id: 'v2',
      deploy: 2,
      says: 'Code of deploy 2',
      writes: ['old', 'new'],
      reads: ['new'],
      since: 'backfill',
      until: 'contract',
      needs: 'The whole backfill phase has run, and the code of deploy 1 is on every instance.',
      advice: [
        `Every read, WHERE, JOIN and ORDER BY of ${from} becomes one of ${to}; every write still writes both.`,
        `ON CONFLICT names ${to} from here on: the unique index of ${from} goes with relax.`,
      ],
    },
    {
      id: 'v3',
      deploy: 3,
      says: 'Code of deploy 3',
      writes: ['new'],
      reads: ['new'],
      since: 'relax',
      until: null,
      needs: 'The relax file has run, and the code of deploy 2 is on every instance.',
      advice: [`Every mention of ${from} goes.`],
    },
  ];
}

function findings(two: TwoColumns) {
  const { context } = two;
  const [from, to] = [oldNames(context), newNames(context)];
  const own = hasUnique(context)
    ? [
        upserts(
          `From the end of backfill to relax both columns carry a unique index, and ON CONFLICT names one of them: two upserts of one new value at the same time may raise 23505 (unique_violation) in the code of deploy 2, and of deploy 1 beside it. Try such a statement again, or begin its transaction with SELECT pg_advisory_xact_lock(hashtextextended(value, 0)) in both. The code of deploy 1 names ${from} in ON CONFLICT, the code of deploy 2 names ${to}.`,
          2,
        ),
      ]
    : [];
  return findingsByCode(two, deploys(context), [...writersFindings(context, { writesBoth: 1, writesNew: 3 }), ...own]);
}
