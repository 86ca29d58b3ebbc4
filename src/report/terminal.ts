import { basename } from 'node:path';
import type { Planned } from '../commands/make-plan.ts';
import { plain } from '../formats/plain.ts';
import { runCommand } from '../formats/run-command.ts';
import { placesIn } from '../scan/count.ts';
import { isHelperRelation } from '../sql/helper-relation.ts';
import type { Estimate, Lock, LockMode, OutputFile, Phase, StrategyChoice } from '../types.ts';
import type { Paint } from './paint.ts';
import { bytes, duration, grouped, shown, wrapped } from './text.ts';

/** What a person reads after a plan was made: what it will do, what was written, what to do next. At most 80 columns. */
export function summary(planned: Planned, { paint, dryRun }: { paint: Paint; dryRun: boolean }): string {
  const { plan } = planned;
  return [
    paint('bold', wrapped(plan.command)),
    wrapped(`PostgreSQL ${plan.server.major}. ${estimateLine(plan.estimate)}`),
    ...(plan.strategy === undefined ? [] : [wrapped(strategyLine(plan.strategy))]),
    ...foundBy(planned),
    '',
    ...plan.phases.flatMap((phase) => [phaseLines(phase, [...planned.files, ...planned.waiting], paint), '']),
    ...mentioned(planned),
    ...attention(planned, paint),
    ...(dryRun ? ['Nothing was written (--dry-run).'] : written(planned, paint)),
  ].join('\n');
}

function foundBy({ format, because, directory }: Planned): string[] {
  return because.length === 0
    ? []
    : [wrapped(`Written for ${format.title}, into ${directory}: ${because.join(', ')}.`)];
}

/** The texts of all files, each under its path; for `--dry-run`. plan.json is what `--json` shows. */
export function contents({ files, sidecars, companions }: Planned, paint: Paint): string {
  return [...files, ...sidecars, ...companions.filter(({ path }) => !path.endsWith('.json'))]
    .map(({ path, content }) => `${paint('bold', `==> ${path} <==`)}\n${content}`)
    .join('\n');
}

/** Says what the other way would have cost where that is the better one, and why this one was taken. */
export function strategyLine({ chosen, recommended, why, costs }: StrategyChoice): string {
  const other = chosen === 'column' ? 'view' : 'column';
  const { refused, bytesCopied, failing } = costs[other];
  if (refused !== null) return `Strategy ${chosen}: --strategy ${other} cannot be done here.`;
  const copied = bytesCopied === null ? 'every row' : bytesCopied === 0 ? 'nothing' : bytes(bytesCopied);
  const cost = `--strategy ${other} would copy ${copied}, and ${failing.length} kinds of statement would fail meanwhile (${costs[chosen].failing.length} with this one)`;
  return chosen === recommended
    ? `Strategy ${chosen}, as recommended: ${why} ${cost}.`
    : `Strategy ${chosen}, but ${recommended} is recommended: ${why} ${cost}.`;
}

/** How large it is, and how long the backfill takes. */
export function estimateLine({ rows, tableBytes, addedBytes, batches, seconds }: Estimate): string {
  if (tableBytes === null || addedBytes === null || batches === null) {
    return `Made from a schema dump: ${batches === 0 ? 'nothing is copied' : 'there are no estimates without a server'}.`;
  }
  const size =
    rows === null
      ? `The table has ${bytes(tableBytes)} and was never analyzed`
      : `About ${grouped(rows)} rows in ${bytes(tableBytes)}`;
  if (batches === 0) return `${size}: nothing is copied.`;
  const time = seconds === null ? '' : `, ${span(seconds)} of backfill`;
  return `${size}: ${grouped(batches)} ${batches === 1 ? 'batch' : 'batches'}${time}, ${bytes(addedBytes)} more on disk.`;
}

function span({ low, high }: { readonly low: number; readonly high: number }): string {
  const [least, most] = [duration(low), duration(high)];
  return least === most ? least : `${least} to ${most}`;
}

/** A phase: its files, its steps, its locks. */
export function phaseLines(phase: Phase, files: readonly OutputFile[], paint: Paint): string {
  const own = files.filter((file) => file.phase === phase.name && file.direction === 'up');
  return [
    ...own.map(
      ({ path, role }) =>
        `${paint('cyan', phase.name.padEnd(9))} ${shown(path)}${role === 'script' ? ' (with psql)' : ''}`,
    ),
    wrapped(phase.title, { first: '  ', indent: '  ' }),
    ...phase.steps.map((step) => wrapped(step.title, { first: '  - ', indent: '    ' })),
    wrapped(lockLine(phase), { first: '  ', indent: '  ' }),
  ].join('\n');
}

const blocking: readonly LockMode[] = ['SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'];

function lockLine(phase: Phase): string {
  const strongest = new Map<string, Lock>();
  for (const lock of phase.steps.flatMap((step) => step.run.flatMap((statement) => statement.facts.locks))) {
    const known = strongest.get(lock.relation);
    if (
      !isHelperRelation(lock.relation) &&
      blocking.includes(lock.mode) &&
      (known === undefined || blocking.indexOf(lock.mode) > blocking.indexOf(known.mode))
    )
      strongest.set(lock.relation, lock);
  }
  if (strongest.size === 0) return 'Locks: none that blocks reads or writes.';
  const locks = [...strongest.values()].map(
    ({ relation, mode, retried }) => `${mode} on ${relation}${retried ? ', tried for a moment at a time' : ''}`,
  );
  return `Locks: ${locks.join('; ')}.`;
}

/** Where the code mentions it; nothing when that was not looked for. */
export function mentioned({ scan, folder }: Planned): string[] {
  if (scan === null) return [];
  const says = `In the code ${placesIn(scan.found)}`;
  return [wrapped(`${says}${scan.found.files === 0 ? '' : `: see ${folder}/notes.md`}.`), ''];
}

/** What needs attention, under its heading; nothing when nothing does. */
export function attention({ plan }: Planned, paint: Paint): string[] {
  if (plan.attention.length === 0) return [];
  const lines = plan.attention.map(({ level, title, detail }) => {
    const mark = level === 'warning' ? paint('yellow', '!') : '-';
    return `  ${mark} ${wrapped(title, { indent: '    ', width: 76 })}\n${wrapped(detail, { first: '    ', indent: '    ' })}`;
  });
  return [paint('bold', 'Needs your attention'), ...lines, ''];
}

/** Where the way back is written. */
function backIn(files: readonly OutputFile[]): string {
  const down = files.filter(({ direction }) => direction === 'down').length;
  if (down > 0) return ` and ${down} down ${down === 1 ? 'file' : 'files'}`;
  return files.some(({ reversible }) => reversible === true) ? ', each with its way back,' : '';
}

const scriptsIn = (count: number): string =>
  count === 0 ? '' : `${count} ${count === 1 ? 'script' : 'scripts'} for psql, `;

/** What was written where, and what comes next. */
export function written(
  { plan, files, waiting, folder, directory, companions, format }: Planned,
  paint: Paint,
): string[] {
  const up = files.filter((file) => file.direction === 'up');
  const first = up[0]?.path ?? '';
  const scripts = up.filter(({ role }) => role === 'script').length;
  const run = runCommand(up[0]?.role === 'script' ? plain : format, { file: first, directory });
  const fixes = plan.fixes.length;
  return [
    paint(
      'green',
      wrapped(
        `Wrote ${up.length - scripts} ${up.length - scripts === 1 ? 'migration' : 'migrations'}${backIn(files)} to ${directory}, and to ${folder}: ${scriptsIn(scripts)}${companions
          .slice(0, 2)
          .map(({ path }) => basename(path))
          .join(
            ', ',
          )}${fixes > 0 ? ` and ${fixes} ${fixes === 1 ? 'fix' : 'fixes'} for the day something goes wrong` : ''}.`,
      ),
    ),
    '',
    paint('bold', 'Next'),
    wrapped(`Read ${folder}/notes.md: it says what each deploy changes and how to go back.`, {
      first: '  1. ',
      indent: '     ',
    }),
    wrapped(
      `Put the files in a pull request (plan pr prints its description), and run the migrations at their deploys, the first with`,
      {
        first: '  2. ',
        indent: '     ',
      },
    ),
    `       ${shown(run)}`,
    ...plan.deploys.map(({ title, number }) =>
      wrapped(`Deploy ${number}: ${title}`, { first: '     ', indent: '       ' }),
    ),
    ...(waiting.length === 0
      ? []
      : [
          wrapped(`Once a phase has run, plan next ${plan.id} writes the one after it among the migrations.`, {
            first: '  3. ',
            indent: '     ',
          }),
        ]),
  ];
}
