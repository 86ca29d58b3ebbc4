import { qualified } from '../../sql/value.ts';
import type { CodeVersion, Deploy, Finding } from '../../types.ts';
import { codeOfToday } from '../code-versions.ts';
import { type Context, newNames, oldNames } from '../context.ts';
import type { TwoColumns } from '../two-columns.ts';
import { keptByCode } from './by-code.ts';
import { hasUnique, refuseByCode, upserts, writersFindings } from './findings-by-code.ts';
import type { Mode } from './mode.ts';
import { findingsByCode, fixesByCode, phasesByCode } from './phases-by-code.ts';

/** `--short`: two deploys of code, the first of which may read a stale value and so lose a write. */
export const short: Mode = {
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
      title: `Expand, then code that writes both and reads ${to} before ${from}`,
      runs: ['expand'],
      ships: 'v1',
      code: `Every write of ${from} writes the same value to ${to}; every read takes ${to}, or ${from} where it is NULL.`,
      gate: `${says} has ${from} and not yet ${to}.`,
      rollback: `Roll the code back: ${from} has everything that was not lost to a stale read. Once it is out again, run the backfill (again).`,
    },
    {
      number: 2,
      title: `Backfill and relax, then code that uses only ${to}`,
      runs: ['backfill', 'relax'],
      ships: 'v2',
      code: `Every mention of ${from} goes, and the fallback with it.`,
      gate: 'The code of deploy 1 runs on every instance and will not be rolled back, and nothing else writes one column alone.',
      rollback: `Roll back to the code of deploy 1: it reads ${to} first. A value that code of deploy 2 has set to NULL shows its old value there. Not further: ${from} is stale.`,
    },
    {
      number: 3,
      title: 'Contract',
      runs: ['contract'],
      ships: null,
      code: 'Unchanged.',
      gate: `No instance of the code of deploy 1 is left, and nothing else reads or writes ${from} (reports, jobs, other services).`,
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
      reads: ['new', 'old'],
      since: 'expand',
      until: 'contract',
      needs: 'The expand file has run everywhere.',
      advice: [
        `Every INSERT, UPDATE, upsert and COPY that writes ${from} writes the same value to ${to} in the same statement. Every read takes the first of ${to}, ${from} that is not NULL.`,
        `No index serves a COALESCE in WHERE: look up by (${to} = $1 OR (${to} IS NULL AND ${from} = $1)), which uses the index of ${from} until that of ${to} is built only where you write it so.`,
      ],
    },
    {
      id: 'v2',
      deploy: 2,
      says: 'Code of deploy 2',
      writes: ['new'],
      reads: ['new'],
      since: 'relax',
      until: null,
      needs: 'The backfill and the relax files have run, and the code of deploy 1 is on every instance.',
      advice: [`Every mention of ${from} goes, the fallback too.`],
    },
  ];
}

function findings(two: TwoColumns): Finding[] {
  const { context } = two;
  const [from, to] = [oldNames(context), newNames(context)];
  const own: Finding[] = [
    {
      id: 'short-loses',
      level: 'warning',
      title: 'What --short can lose',
      detail: `While the code of deploy 1 rolls out: it has written a row (both columns), then an instance of today's code updates that row, so only ${from} changes. Every read of the new code still gives the stale ${to}; when it saves the row as it read it, it writes the stale value to both columns, and the update is gone for good. An update to NULL is not seen either. What nobody saves over is repaired by the backfill. --sync app without --short cannot lose it: there new code reads ${from} until all code writes both.${context.pairs.some(({ old }) => !old.notNull) ? ` While the code of deploy 2 rolls out, a value that it sets to NULL is still shown as the old one by code of deploy 1, which may save it again.` : ''}`,
      deploy: 1,
    },
  ];
  if (hasUnique(context)) {
    own.push(
      upserts(
        `Relax drops the unique index of ${from}, and code of deploy 1 that upserts ON CONFLICT (${from}) fails from then until deploy 2 is out; before backfill there is no index for ON CONFLICT (${to}). Write such an upsert as an UPDATE, an INSERT ... ON CONFLICT DO NOTHING where no row was found, and the UPDATE again, or take --sync app without --short.`,
        1,
      ),
    );
  }
  return findingsByCode(two, deploys(context), [...writersFindings(context, { writesBoth: 1, writesNew: 2 }), ...own]);
}
