import { qualified } from '../sql/value.ts';
import type { OutputFile, Plan, TargetColumn } from '../types.ts';
import { attention } from './attention.ts';
import { codeSection } from './code-section.ts';
import { estimates } from './estimates.ts';
import { gates } from './gates.ts';
import { goingBack } from './going-back.ts';
import { renderFile } from './layout.ts';
import { locks } from './locks.ts';
import { newColumns, oldColumns } from './names.ts';
import { code, fenced } from './markdown.ts';
import { timeline } from './timeline.ts';

/**
 * The notes of a plan as Markdown, for who reviews the pull request and who deploys: what runs when, what the code must
 * do, how to go back. `files` are the migrations in the order in which they run. Pure.
 */
export function deployNotes(plan: Plan, files: readonly OutputFile[]): string {
  const { target } = plan;
  const names = { table: code(qualified(target).text), old: oldColumns(target), new: newColumns(target) };
  const text = renderFile('notes.md', {
    title: `rename ${names.old} of ${names.table} to ${names.new}`,
    summary: summary(plan, names),
    command: fenced('sh', plan.command),
    timeline: timeline(plan, files),
    safety: names,
    gates: gates(plan),
    code: codeSection(target),
    goingBack: goingBack(plan, files),
    estimates: estimates(plan.estimate),
    attention: attention(plan.attention),
    locks: locks(plan),
  });
  return `${text}\n`;
}

function summary(plan: Plan, names: { table: string; old: string; new: string }): string {
  const deploys = plan.deploys.length === 1 ? 'one deploy' : `${String(plan.deploys.length)} deploys`;
  const changes = plan.target.columns.map(
    (column) => `${code(column.old)} (${description(column)}) becomes ${code(column.new)}`,
  );
  return `In ${names.table} ${changes.join(', and ')}, in ${deploys}, while code that knows only the old names and code that knows only the new ones may both read and write.`;
}

function description({ type, notNull, default: value }: TargetColumn): string {
  const standard = value === null ? '' : `, default ${code(value)}`;
  return `${code(type)}${notNull ? ', NOT NULL' : ''}${standard}`;
}
