import type { OutputFile, Plan, Scan } from '../types.ts';

/**
 * The document of `--json`, which is also what plan.json holds: the plan and its migration files in the order in which
 * they run, and where the code mentions what it changes, when that was looked for. `content` puts the text of each file in
 * as well.
 */
export function jsonDocument(
  plan: Plan,
  files: readonly OutputFile[],
  { content, scan = null }: { content: boolean; scan?: Scan | null },
): string {
  const listed = files.map(({ path, phase, direction, transaction, reversible, role, content: text }) => ({
    path,
    phase,
    direction,
    transaction,
    ...(reversible === true ? { reversible } : {}),
    ...(role === undefined ? {} : { role }),
    ...(content ? { content: text } : {}),
  }));
  return `${JSON.stringify({ plan, files: listed, ...(scan === null ? {} : { scan }) }, null, 2)}\n`;
}
