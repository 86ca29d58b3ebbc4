import type { Kind } from './changes/kind.ts';
import type { Catalog, Change, Plan, PlanOptions } from './types.ts';

/** One change, with the facts that it is planned from. */
export interface Asked {
  readonly kind: Kind;
  readonly change: Change;
  readonly catalog: Catalog;
}

/**
 * The plan of one change, or the one plan of several changes of a table.
 * @throws Refusal or UserError when one of them cannot be made safely, or not together with the others.
 */
export async function planAll(asked: readonly Asked[], options: PlanOptions): Promise<Plan> {
  const [{ assemble }, ...planners] = await Promise.all([
    import('./steps/assemble.ts'),
    ...asked.map(({ kind }) => kind.planner()),
  ]);
  const parts = asked.flatMap(({ change, catalog }, at) => {
    const draft = planners[at]?.(change, catalog, options);
    return draft === undefined ? [] : [draft];
  });
  const [only] = parts;
  if (only === undefined) throw new Error('there is no change to plan');
  if (parts.length === 1) return assemble(only);
  const { together } = await import('./steps/several/together.ts');
  return assemble(together(parts, options));
}
