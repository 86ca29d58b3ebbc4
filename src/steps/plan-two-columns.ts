import type { Draft } from './draft.ts';
import { UserError } from '../errors.ts';
import { ident } from '../sql/value.ts';
import type { Catalog, Change, PlanOptions } from '../types.ts';
import { withPairModels } from './code-models.ts';
import type { Context, Pair } from './context.ts';
import { estimate } from './estimate.ts';
import { modeOf } from './modes/index.ts';
import { planId } from './plan-id.ts';
import { refuseUnsafe } from './refusals.ts';
import { targetOf } from './target.ts';
import { twoColumns } from './two-columns.ts';

/**
 * The whole plan of a rename, of all its columns in one pass over the rows.
 * @throws Refusal when a column cannot be renamed safely.
 */
export function planRename(change: Change, catalog: Catalog, pairs: readonly Pair[], options: PlanOptions): Draft {
  const { table } = catalog;
  const context: Context = { planId: planId('rename', table, pairs), catalog, table, pairs, options };
  const mode = modeOf(options);
  refuseUnsafe(context);
  mode.refuse(context);
  const two = twoColumns(context);
  return {
    version: 1,
    id: context.planId,
    change,
    command: options.command,
    server: catalog.server,
    target: targetOf(context),
    lockTimeoutMs: options.lockTimeoutMs,
    estimate: estimate(context),
    phases: mode.phases(two),
    catalog,
    code: withPairModels(context, mode.code(context)),
    deploys: mode.deploys(context),
    attention: mode.findings(two),
    fixes: mode.fixes(two),
  };
}

/** Throws UserError when the names make no sense. */
export function refuseNonsense(pairs: readonly Pair[]): void {
  for (const [at, { old, name }] of pairs.entries()) {
    if (name === old.name)
      throw new UserError(`The column is called ${ident(name).text} already.`, { hint: 'Choose another name.' });
    const before = pairs.slice(0, at);
    if (before.some((pair) => pair.old.name === old.name))
      throw new UserError(`${ident(old.name).text} is given two new names.`, { hint: 'Name each column once.' });
    if (before.some((pair) => pair.name === name))
      throw new UserError(`Two columns cannot both be called ${ident(name).text}.`, { hint: 'Choose another name.' });
  }
}
