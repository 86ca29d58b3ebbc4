import type { PlanEnd } from '../commands/plan-end.ts';
import type { DeliveryStep } from '../commands/next-step.ts';
import type { Difference } from '../follow/differences.ts';
import type { PhaseState, PlanState } from '../follow/plan-state.ts';
import { listed } from '../follow/waiting.ts';
import { runCommand } from '../formats/run-command.ts';
import { upFiles } from '../notes/timeline.ts';
import type { Deploy, OutputFile, Phase } from '../types.ts';
import type { Paint } from './paint.ts';
import { shown, wrapped } from './text.ts';

interface How {
  readonly paint: Paint;
  readonly dryRun: boolean;
}

/** What `plan next` says: what it wrote, what has changed meanwhile, how to run it, and which code goes with it. */
export function delivered(step: DeliveryStep, { paint, dryRun }: How): string {
  const { plan, phase, again, files, format, delivery, differences, remarks } = step;
  const up = upFiles(files, [phase.name]);
  const run = runCommand(format, { file: up[0] ?? '', directory: delivery.directory });
  return [
    ...(dryRun ? [texts(files, paint)] : []),
    paint('bold', wrapped(`${plan.id}: ${phase.name}${again ? ', once more' : ''}`)),
    ...up.map((path) => `${paint('cyan', phase.name.padEnd(9))} ${shown(path)}`),
    wrapped(phase.title, { first: '  ', indent: '  ' }),
    ...phase.steps.map(({ title }) => wrapped(title, { first: '  - ', indent: '    ' })),
    '',
    ...changes(differences, paint),
    ...remarks.map((remark) => wrapped(remark, { first: '  ! ', indent: '    ' })),
    ...(dryRun
      ? ['Nothing was written (--dry-run).']
      : [
          paint(
            'green',
            wrapped(
              `Wrote ${String(up.length)} ${up.length === 1 ? 'migration' : 'migrations'} to ${delivery.directory}, and ${step.folder} again.`,
            ),
          ),
        ]),
    '',
    paint('bold', 'Next'),
    wrapped('Put it in a pull request, and run it with', { first: '  1. ', indent: '     ' }),
    `       ${shown(run)}`,
    ...plan.deploys.filter(concerns(step)).flatMap(deployLines(phase)),
    wrapped(after(step), { first: '  2. ', indent: '     ' }),
  ].join('\n');
}

/** The deploy that runs the phase, and those that ship code before the next one that runs any. */
function concerns({ plan, phase, delivery }: DeliveryStep): (deploy: Deploy) => boolean {
  const own = plan.deploys.find(({ runs }) => runs.includes(phase.name))?.number ?? 0;
  const waits = delivery.waiting[0]?.phase;
  const next = plan.deploys.find(({ runs }) => waits !== undefined && runs.includes(waits))?.number ?? Infinity;
  return ({ number }) => number >= own && (number === own || number < next);
}

/** What must be true before a deploy begins is no news once a part of it has run. */
const deployLines =
  ({ name }: Phase) =>
  ({ number, title, code, gate, runs }: Deploy): string[] => [
    wrapped(`Deploy ${String(number)}: ${title}. Code: ${code}`, { first: '     ', indent: '       ' }),
    ...(runs.length > 0 && runs[0] !== name
      ? []
      : [wrapped(`Before it: ${gate}`, { first: '       ', indent: '       ' })]),
  ];

function after({ plan, again, phase, delivery, folder }: DeliveryStep): string {
  if (again) return `Once ${phase.name} has run again, plan next ${plan.id} goes on.`;
  const [waits] = delivery.waiting;
  return waits === undefined
    ? `It is the last phase: once it has run and plan status says so, ${folder} may be taken away.`
    : `Once ${phase.name} has run, plan next ${plan.id} writes ${waits.phase}.`;
}

function changes(differences: readonly Difference[], paint: Paint): string[] {
  if (differences.length === 0) return [];
  return [
    paint('bold', 'Changed since the plan was made, and taken into account'),
    ...differences.map(({ name, how }) => wrapped(`${name} was ${how}`, { first: '  - ', indent: '    ' })),
    '',
  ];
}

const texts = (files: readonly OutputFile[], paint: Paint): string =>
  files.map(({ path, content }) => `${paint('bold', `==> ${path} <==`)}\n${content}`).join('\n');

const withContent = (files: readonly OutputFile[], content: boolean): object[] =>
  files.map((file) => ({ ...listed(file), ...(content ? { content: file.content } : {}) }));

const document = (value: object): string => JSON.stringify(value, null, 2);

/** The same for a program: what was written, and the plan's deploys that it is for. */
export function deliveredJson(step: DeliveryStep, { content }: { readonly content: boolean }): string {
  const { plan, phase, again, files, differences, remarks } = step;
  const deploys = plan.deploys.filter(concerns(step));
  return document({
    plan: plan.id,
    phase: phase.name,
    again,
    files: withContent(files, content),
    differences,
    remarks,
    deploys,
  });
}

/** What `plan abandon` says. */
export function ended(
  { found: { plan, folder }, phase, files, format, delivery, costs }: PlanEnd,
  { paint, dryRun }: How,
): string {
  const run = runCommand(format, { file: files[0]?.path ?? '', directory: delivery.directory });
  const back = phase.name === 'restore';
  return [
    ...(dryRun ? [texts(files, paint)] : []),
    paint('bold', wrapped(phase.title)),
    ...files.map(({ path }) => `${paint('cyan', phase.name.padEnd(9))} ${shown(path)}`),
    ...phase.steps.map(({ title }) => wrapped(title, { first: '  - ', indent: '    ' })),
    ...(costs.length === 0
      ? []
      : [
          wrapped(`It does what the down files do: ${costs.join(' ')}`, {
            first: `  ${paint('yellow', '!')} `,
            indent: '    ',
          }),
        ]),
    '',
    dryRun
      ? 'Nothing was written (--dry-run).'
      : paint(
          'green',
          wrapped(
            `Wrote ${String(files.length)} ${files.length === 1 ? 'migration' : 'migrations'}; ${folder}/plan.json says that the plan is abandoned.`,
          ),
        ),
    '',
    paint('bold', 'Next'),
    wrapped(
      back
        ? 'The code that runs may go on; roll back to older code only after the migration has run.'
        : 'First roll the code back to that of before the plan, then run the migration.',
      { first: '  1. ', indent: '     ' },
    ),
    `       ${shown(run)}`,
    wrapped(`Once plan status ${plan.id} says that it has run, ${folder} may be taken away.`, {
      first: '  2. ',
      indent: '     ',
    }),
  ].join('\n');
}

/** The same for a program. */
export function endedJson({ found, phase, files }: PlanEnd, { content }: { readonly content: boolean }): string {
  return document({ plan: found.plan.id, phase: phase.name, files: withContent(files, content) });
}

/** What `plan status` says of every plan. */
export function states(all: readonly PlanState[], paint: Paint): string {
  return all.map((state) => stateLines(state, paint).join('\n')).join('\n\n');
}

/** The same for a program: `expected` is what the exit code says. */
export function statesJson(all: readonly PlanState[]): string {
  const plans = all.map((state) => ({ ...state, expected: state.problems.length === 0 }));
  return document({ expected: plans.every(({ expected }) => expected), plans });
}

function stateLines({ plan, abandoned, phases, problems, remarks, next }: PlanState, paint: Paint): string[] {
  return [
    paint('bold', `${plan}${abandoned ? ' (abandoned)' : ''}`),
    ...phases.map((phase) => phaseLine(phase, paint)),
    ...problems.map((problem) => wrapped(problem, { first: `  ${paint('yellow', '!')} `, indent: '    ' })),
    ...remarks.map((remark) => wrapped(remark, { first: '  - ', indent: '    ' })),
    wrapped(`Next: ${next}`, { first: '  ', indent: '    ' }),
  ];
}

const SAYS = { yes: 'has run', no: 'has not run', unknown: 'may have run' } as const;

function phaseLine({ phase, delivered: given, files, applied }: PhaseState, paint: Paint): string {
  const where = files.map(({ path }) => shown(path)).join(', ');
  const sign = applied === 'yes' ? paint('green', 'x') : ' ';
  const place = given ? where : `waits in ${where}`;
  return `  [${sign}] ${phase.padEnd(9)} ${SAYS[applied].padEnd(12)} ${place}`.trimEnd();
}
