import type { Wish } from '../changes/kind.ts';
import { liveFacts } from '../commands/live.ts';
import { lookThrough } from '../commands/look-through.ts';
import { makePlan, type Planned, type ReadFacts } from '../commands/make-plan.ts';
import { withTeamTemplates } from '../commands/team-templates.ts';
import type { Settings } from '../commands/settings.ts';
import { Refusal, UserError } from '../errors.ts';

/** Makes plans as the command line does. */
export interface Planning {
  /** Throws UserError or Refusal; nothing is looked for in the code. */
  draft(wishes: readonly Wish[], settings: Settings): Promise<Planned>;
  /** The plan that can be written. Throws UserError or Refusal. */
  plan(wishes: readonly Wish[], settings: Settings): Promise<Planned>;
}

/** Planning for a database; the same question is put to it once. */
export function planning(database: string | undefined, cwd: string, now: Date): Planning {
  const facts = remembered(liveFacts(database));
  const drafts = new Map<string, Promise<Planned>>();
  return {
    draft(wishes, settings) {
      const key = JSON.stringify([wishes.map(({ kind, values }) => [kind.name, values]), settings]);
      const made = drafts.get(key) ?? makePlan({ wishes, settings: nowhere(settings), cwd: NOWHERE, now }, facts);
      drafts.set(key, made);
      made.catch(() => drafts.delete(key));
      return made;
    },
    plan: (wishes, settings) =>
      withTeamTemplates(settings, () => makePlan({ wishes, settings, cwd, now }, facts, lookThrough(settings, cwd))),
  };
}

/** A draft has no files, and what lies in the directory of the migrations must not be taken for a fault of an answer. */
const NOWHERE = '/nowhere';
const nowhere = (settings: Settings): Settings => ({
  ...settings,
  format: 'plain',
  directory: undefined,
  dryRun: true,
});

function remembered(read: ReadFacts): ReadFacts {
  const known = new Map<string, ReturnType<ReadFacts>>();
  return (asking) => {
    const key = JSON.stringify(asking.map(({ question }) => question));
    const found = known.get(key) ?? read(asking);
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  };
}

/**
 * What stands in the way of these changes, in the words of the command line; true when nothing does. What more answers may mend is
 * left out unless these are the `last` ones, and so is what has a question of its own: functions to be read, and another strategy.
 */
export async function fault(
  { draft }: Planning,
  wishes: readonly Wish[],
  { settings, last }: { settings: Settings; last: boolean },
): Promise<string | true> {
  try {
    await draft(wishes, settings);
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    if (!(error instanceof Refusal)) return error.message;
    if (!last || error.acknowledge !== undefined) return true;
    const strategies = wishes.some(({ kind }) => kind.options.includes('strategy'));
    const other = strategies ? draft(wishes, { ...settings, strategy: 'view' }) : Promise.reject(error);
    return await other.then(
      () => true as const,
      () => (error.hint === undefined ? error.message : `${error.message} Try: ${error.hint}`),
    );
  }
}
