import type { Deploy, Finding, ListedFile, Plan } from '../types.ts';
import { attention } from './attention.ts';
import { diagram } from './diagram.ts';
import { deployGates } from './gates.ts';
import { goingBack } from './going-back.ts';
import { renderFile } from './layout.ts';
import { locks } from './locks.ts';
import { code, fenced, prose } from './markdown.ts';
import { when } from './timeline.ts';
import { words } from './words.ts';

/** A plan as it lies in its folder. */
export interface WrittenPlan {
  readonly plan: Plan;
  readonly files: readonly ListedFile[];
  readonly folder: string;
}

/**
 * The description of the pull request of one deploy as Markdown: summary, timeline, checklist, locks, the way back. `deploy` is
 * one of the plan's. Pure.
 */
export function pullRequest({ plan, files, folder }: WrittenPlan, deploy: Deploy): string {
  const says = words(plan);
  const where = code(folder);
  const text = renderFile('pull-request.md', {
    heading: `Deploy ${String(deploy.number)} of ${String(plan.deploys.length)}: ${prose(deploy.title)}`,
    title: says.title,
    summary: says.summary,
    notes: code(`${folder}/notes.md`),
    command: fenced('sh', plan.command),
    diagram: fenced('mermaid', diagram(plan, deploy.number)),
    when: when(deploy, plan),
    items: items(plan, files, deploy),
    gates: deployGates(deploy, plan, says).filter(({ gates }) => gates.length > 0),
    attention: attentionTo(plan, deploy),
    locks: lockSection(plan, deploy),
    goingBack: goingBack(plan, says, files, { deploys: [deploy], where: `in ${where}` }),
  });
  return `${text}\n`;
}

/** The checklist, in the order in which it is gone through. */
function items(plan: Plan, files: readonly ListedFile[], deploy: Deploy): object[] {
  const next = plan.deploys.find(({ number }) => number === deploy.number + 1);
  return [
    `**Before it.** ${prose(deploy.gate)}`,
    ...warnings(plan, deploy).map(({ title }) => `**Decided.** The warning below: ${prose(title)}`),
    ...deploy.runs.flatMap((name) =>
      files.filter(({ phase, direction }) => phase === name && direction === 'up').map(runs),
    ),
    ...codeItems(plan, deploy),
    next === undefined
      ? '**After it.** The plan is at its end.'
      : `**After it.** Deploy ${String(next.number)} (${prose(next.title)}) may go out ${when(next, plan)}.`,
  ].map((item) => ({ item }));
}

const runs = ({ path, phase, transaction, role }: ListedFile): string =>
  `**Run** ${code(path)}${role === 'script' ? ' with psql' : ''} (${String(phase)})${transaction ? '' : ', not inside a transaction'}.`;

function codeItems({ code: versions }: Plan, deploy: Deploy): string[] {
  const version = versions.find(({ id }) => id === deploy.ships);
  if (version === undefined) return [`**Code.** ${prose(deploy.code)}`];
  // Where the deploy is nothing but its code, the two say the same.
  const needs =
    version.needs === '' || version.needs === deploy.gate ? [] : [`**Before the code.** ${prose(version.needs)}`];
  return [...needs, `**Ship the code.** ${prose(deploy.code)}`];
}

/** What belongs to no deploy is looked at before the first. */
const findings = ({ attention: all }: Plan, { number }: Deploy): Finding[] =>
  all.filter((finding) => (finding.deploy ?? 1) === number);

const warnings = (plan: Plan, deploy: Deploy): Finding[] =>
  findings(plan, deploy).filter(({ level }) => level === 'warning');

function attentionTo(plan: Plan, deploy: Deploy): string {
  const own = findings(plan, deploy);
  return own.length === 0 ? '' : `${renderFile('attention.md', attention(own))}\n\n`;
}

function lockSection({ phases, lockTimeoutMs }: Plan, { runs: names }: Deploy): string {
  const own = phases.filter(({ name }) => names.includes(name));
  return own.length === 0
    ? renderFile('no-locks.md', {})
    : renderFile('locks.md', locks({ phases: own, lockTimeoutMs }));
}
