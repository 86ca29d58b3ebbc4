import type { Draft } from '../draft.ts';
import { UserError } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Catalog, Change, Column, PlanOptions, Table, TypeFacts } from '../../types.ts';
import type { Context, Pair } from '../context.ts';
import { estimate } from '../estimate.ts';
import { undoBackfillStep } from '../backfill.ts';
import { undoExpandStep } from '../expand.ts';
import { whileBothStand } from '../findings.ts';
import { helperName } from '../names.ts';
import { kindPlanId } from '../plan-id.ts';
import { targetOf } from '../target.ts';
import { twoColumns } from '../two-columns.ts';
import { wholePlan } from '../whole-plan.ts';
import { conversionOf } from './conversion.ts';
import { typeFindings } from './findings.ts';
import { phases } from './phases.ts';
import { refuseLosses, refuseTypeChange } from './refusals.ts';
import { isInPlace, planInPlace } from './plain.ts';
import { refuseTable } from '../table-refusals.ts';
import { refuseUnsteady } from './unsteady.ts';
import { codeOf, deploysOf, wordingOf } from './texts.ts';

/**
 * A second column of the new type, kept in step, that takes over whatever hangs on the old one in a single transaction.
 * @throws Refusal or UserError when the type cannot be changed safely, or no one has said how.
 */
export function planChangeType(change: Change, catalog: Catalog, old: Column, options: PlanOptions): Draft {
  const { table } = catalog;
  const [type] = catalog.answers.types;
  if (type === undefined) throw new Error('the server was not asked about the type');
  const says = `${qualified(table).text}.${ident(old.name).text}`;
  if (type.type === old.type)
    throw new UserError(`${says} is of type ${old.type} already.`, { hint: 'Name another type.' });
  if (change['into'] === undefined && change['using'] === undefined) {
    const context = { planId: idOf(table, old, type), catalog, table, pairs: [{ old, name: old.name }], options };
    refuseTable(context, says);
    if (isInPlace({ context, old, type })) return planInPlace(change, { context, old, type });
  }
  const final = typeof change['into'] === 'string' ? change['into'] : old.name;
  const planId = idOf(table, old, type, final);
  const pair = pairOf({ change, catalog, planId, old, type, final });
  const context: Context = { planId, catalog, table, pairs: [pair], options };
  refuseTypeChange(context);
  const sample = catalog.converting?.sample;
  if (sample !== undefined) refuseLosses(says, type.type, sample);
  const two = twoColumns(context);
  return wholePlan(change, {
    context,
    wording: wordingOf(context, pair),
    estimate: estimate(context),
    phases: phases(two, pair),
    code: codeOf(context, pair),
    deploys: deploysOf(context, pair),
    attention: [...typeFindings(context, pair), ...whileBothStand(context), ...two.carry.findings],
    fixes: [
      {
        name: 'abandon-before-contract',
        when: 'Before contract, to take the plan back out. Old code goes on undisturbed.',
        steps: [undoBackfillStep(two), undoExpandStep(two)],
      },
    ],
    twice: targetOf(context).columns,
  });
}

const idOf = (table: Table, old: Column, type: TypeFacts, final = old.name): string =>
  kindPlanId('change-type', table, [old.name, type.type, ...(final === old.name ? [] : [final])]);

interface Wanted {
  readonly change: Change;
  readonly catalog: Catalog;
  readonly planId: string;
  readonly old: Column;
  readonly type: TypeFacts;
  readonly final: string;
}

function pairOf({ change, catalog, planId, old, type, final }: Wanted): Pair {
  const [first, second] = catalog.answers.expressions;
  const using = typeof change['using'] === 'string' ? (first ?? null) : null;
  const reverse = typeof change['reverse'] === 'string' ? ((using === null ? first : second) ?? null) : null;
  for (const [flag, expression] of [
    ['--using', using],
    ['--reverse', reverse],
  ] as const)
    if (expression !== null) refuseUnsteady(flag, expression);
  const name = final === old.name ? helperName('new', old.name, planId, old.name) : final;
  const converts = conversionOf({ catalog, planId, old, type, final, using, reverse }, name);
  if (converts !== null) return { old, name, converts };
  throw new UserError(
    `How a value of ${old.type} becomes one of ${type.type} has to be said: PostgreSQL would not do it by itself.`,
    {
      hint: `--using "${ident(old.name).text}::${type.asked}"${final === old.name ? '' : ` --reverse "${ident(final).text}::${old.type}"`}`,
    },
  );
}
