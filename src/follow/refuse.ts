import { relative } from 'node:path';
import { UserError } from '../errors.ts';
import type { FoundPlan } from '../plan-file/find.ts';
import type { Delivery } from './delivery.ts';

/** How a plan's files are handed out. Throws UserError when its plan.json does not say. */
export function deliveryOf({ delivery, folder }: FoundPlan): Delivery {
  if (delivery !== undefined) {
    const stray = delivery.waiting.find(({ path }) => relative(folder, path).startsWith('..'));
    if (stray === undefined) return delivery;
    throw new UserError(`${folder}/plan.json was edited by hand: ${stray.path} is not in the plan's folder`, {
      hint: `git checkout -- ${folder}/plan.json`,
    });
  }
  throw new UserError(`${folder}/plan.json does not say how its files are handed out: an older version made it`, {
    hint: 'run its migrations by hand, or make the plan again with --force before any of them has run',
  });
}

/** The answer is no: exit code 1, nothing was written. */
export function notNow(message: string, hint: string): UserError {
  return new UserError(message, { hint, exitCode: 1 });
}

/** Throws UserError when the plan was given up. */
export function refuseAbandoned({ abandoned, plan, folder, files }: FoundPlan): void {
  if (abandoned === undefined) return;
  const own = files.filter(({ phase, direction }) => phase === abandoned.name && direction === 'up');
  throw notNow(
    `${plan.id} is abandoned: ${own.map(({ path }) => path).join(', ')}`,
    `run that migration; after it ${folder} may be taken away`,
  );
}
