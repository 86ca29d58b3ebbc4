import type { OutputFile, Plan } from '../types.ts';

/**
 * The document of `--json`, which is also what plan.json holds: the plan and its migration files in the order in which
 * they run. `content` puts the text of each file in as well.
 */
export function jsonDocument(plan: Plan, files: readonly OutputFile[], { content }: { content: boolean }): string {
  const listed = files.map(({ path, phase, direction, transaction, content: text }) => ({
    path,
    phase,
    direction,
    transaction,
    ...(content ? { content: text } : {}),
  }));
  return `${JSON.stringify({ plan, files: listed }, null, 2)}\n`;
}
