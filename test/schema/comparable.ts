import { Refusal } from '../../src/errors.ts';
import type { Plan } from '../../src/types.ts';

/** What of a plan does not hang on who asks and on how large the table is. */
export async function settled(plan: Promise<Plan>): Promise<unknown> {
  try {
    const { phases, deploys, fixes, target, id } = await plan;
    return { phases, deploys, fixes, target, id };
  } catch (error) {
    if (error instanceof Refusal) return { reason: error.reason, message: error.message, hint: error.hint };
    throw error;
  }
}

/**
 * In a query of one relation, 18 writes a column without its table, and older servers with it; so what they order by is
 * the column for these and the output of that name for 18, which is the same.
 */
export function unqualified(plan: unknown): unknown {
  const text = JSON.stringify(plan, null, 1).replaceAll('\\"', '"');
  return text
    .replace(/(?<![\w"])(?:"(?:[^"]|"")*"|[\w$]+)\.(?=["\w])/g, '')
    .replace(/(ORDER BY) [\w, ]+;|(DISTINCT ON) \(\w+\)/g, '$1$2 it;');
}

/** Both, for servers before 18. */
export async function comparable(plan: Promise<Plan>): Promise<unknown> {
  return unqualified(await settled(plan));
}
