import type { Delivery } from '../follow/delivery.ts';
import type { ListedFile, OutputFile, Phase, Plan, Scan } from '../types.ts';

/** What else the document says. */
export interface Told {
  readonly content: boolean;
  readonly delivery?: Delivery | undefined;
  readonly abandoned?: Phase | undefined;
  readonly scan?: Scan | null;
}

/**
 * The document of `--json`, which is also what plan.json holds: the plan and its migration files in the order in which
 * they run, how they are handed out, and where the code mentions what it changes, when that was looked for. `content` puts the text of each file in
 * as well.
 */
export function jsonDocument(
  plan: Plan,
  files: readonly (OutputFile | ListedFile)[],
  { content, delivery, abandoned, scan = null }: Told,
): string {
  const listed = files.map(({ path, phase, direction, transaction, reversible, role, ...rest }) => ({
    path,
    phase,
    direction,
    transaction,
    ...(reversible === true ? { reversible } : {}),
    ...(role === undefined ? {} : { role }),
    ...(content && 'content' in rest ? { content: rest.content } : {}),
  }));
  const also = {
    ...(delivery === undefined ? {} : { delivery }),
    ...(abandoned === undefined ? {} : { abandoned }),
    ...(scan === null ? {} : { scan }),
  };
  return `${JSON.stringify({ plan, files: listed, ...also }, null, 2)}\n`;
}
