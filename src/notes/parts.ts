import type { CodeVersion, Plan, PlanPart } from '../types.ts';

/** One of several changes as a plan of its own, with the phases and deploys that it shares. */
export function partPlan(plan: Plan, part: PlanPart): Plan {
  const { version, command, server, lockTimeoutMs, estimate, phases, attention, fixes } = plan;
  return { version, command, server, lockTimeoutMs, estimate, phases, attention, fixes, ...part };
}

/** A version of the code as each change sees it: several changes have a version each by then. */
export function versionsIn(plan: Plan, version: CodeVersion): { readonly plan: Plan; readonly version: CodeVersion }[] {
  if (plan.parts === undefined) return [{ plan, version }];
  return plan.parts.flatMap((part) => {
    const own = part.code.findLast(({ deploy }) => deploy <= version.deploy);
    return own === undefined ? [] : [{ plan: partPlan(plan, part), version: own }];
  });
}
