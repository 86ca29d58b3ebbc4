import type { Planned } from '../commands/make-plan.ts';
import type { Paint } from './paint.ts';
import { attention, estimateLine, mentioned, phaseLines, strategyLine } from './terminal.ts';
import { wrapped } from './text.ts';

/** What a person reads before a plan is written: what runs in which deploy, what it locks, how long it takes. At most 80 columns. */
export function preview(planned: Planned, paint: Paint): string {
  const { plan } = planned;
  const files = [...planned.files, ...planned.waiting];
  return [
    '',
    wrapped(`PostgreSQL ${plan.server.major}. ${estimateLine(plan.estimate)}`),
    ...(plan.strategy === undefined ? [] : [wrapped(strategyLine(plan.strategy))]),
    '',
    ...plan.deploys.flatMap((deploy) => [
      paint('bold', wrapped(`Deploy ${deploy.number}: ${deploy.title}`)),
      ...(deploy.ships === null ? [] : [wrapped(deploy.code, { first: '  ', indent: '  ' })]),
      ...plan.phases.filter(({ name }) => deploy.runs.includes(name)).map((phase) => phaseLines(phase, files, paint)),
      '',
    ]),
    ...mentioned(planned),
    ...attention(planned, paint),
    '',
  ].join('\n');
}
