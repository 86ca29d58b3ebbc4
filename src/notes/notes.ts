import type { ListedFile, Plan } from '../types.ts';
import { attention } from './attention.ts';
import { estimates } from './estimates.ts';
import { gates } from './gates.ts';
import { goingBack } from './going-back.ts';
import { renderFile } from './layout.ts';
import { locks } from './locks.ts';
import { fenced } from './markdown.ts';
import { type LookedThrough, mentionsSection } from './mentions.ts';
import type { UsedStack } from '../stacks/use.ts';
import { strategy } from './strategy.ts';
import { timeline } from './timeline.ts';
import { words } from './words.ts';

/**
 * The notes of a plan as Markdown, for who reviews the pull request and who deploys: what runs when, what the code must
 * do and where, how to go back. `migrations` are the files in the order in which they run; `looked` is what the code
 * mentions, null when it was not looked through; `waiting` are the phases that lie in the plan's folder;
 * `used` is the ORM or query layer to write the code in, null for plain SQL. Pure.
 */
export function deployNotes(
  plan: Plan,
  migrations: readonly ListedFile[],
  looked: LookedThrough | null = null,
  waiting: readonly ListedFile[] = [],
  used: UsedStack | null = null,
): string {
  const files = [...migrations, ...waiting];
  const says = words(plan, used);
  const text = renderFile('notes.md', {
    title: says.title,
    summary: says.summary,
    command: fenced('sh', plan.command),
    timeline: timeline(plan, files, waiting),
    safety: says.safety,
    gates: gates(plan, says),
    code: says.code(),
    mentions: mentionsSection(plan, looked),
    goingBack: goingBack(plan, says, files, { deploys: plan.deploys, where: 'beside these notes' }),
    estimates: { ...estimates(plan.estimate), strategy: strategy(plan.strategy) },
    attention: attention(plan.attention),
    locks: locks(plan),
  });
  return `${text}\n`;
}
