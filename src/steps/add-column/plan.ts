import type { Draft } from '../draft.ts';
import { UserError } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Catalog, Change, Column, Estimate, PlanOptions } from '../../types.ts';
import type { Context } from '../context.ts';
import { estimate } from '../estimate.ts';
import { passFindings } from '../findings.ts';
import { madeFromDump } from '../from-dump.ts';
import { nothingToCopy } from '../mirror/nothing-to-copy.ts';
import { kindPlanId } from '../plan-id.ts';
import { contextOf, wholePlan } from '../whole-plan.ts';
import { phases } from './phases.ts';
import { refuse } from './refusals.ts';
import { subject } from './subject.ts';
import { code, deploys, findings, wording } from './texts.ts';
import { type Wanted, wantedOf } from './wanted.ts';

/** Throws UserError for what makes no sense, Refusal for what PostgreSQL cannot do without a rewrite. */
export function planAddColumn(change: Change, catalog: Catalog, options: PlanOptions): Draft {
  const { table } = catalog;
  const says = `${qualified(table).text}.${ident(String(change['column'])).text}`;
  if (catalog.target !== 'table') throw new UserError(`${says} names no table.`, { hint: 'Write table.column.' });
  const wanted = wantedOf(change, catalog);
  const context = contextOf({ planId: kindPlanId('add-column', table, [wanted.name]), catalog, options });
  refuse(context, wanted);
  const its = subject(context, wanted);
  return wholePlan(change, {
    context,
    wording: wording(its),
    estimate: its.rule !== null ? filling(context, wanted) : nothingToCopy(catalog),
    phases: phases(its),
    code: code(its),
    deploys: deploys(its),
    attention: [...findings(its), ...(its.rule !== null ? passFindings(context) : madeFromDump(context))],
    fixes: [],
  });
}

/** As much work as the copy of a column of this type. */
function filling(context: Context, { name, type }: Wanted): Estimate {
  const column: Column = {
    ...type,
    name,
    attnum: 0,
    typeUnderDomain: type.type,
    notNull: false,
    default: null,
    identity: '',
    generated: '',
    sequence: null,
    storage: null,
    compression: null,
    statisticsTarget: null,
    options: [],
    comment: null,
    grants: [],
    securityLabels: [],
    averageWidth: null,
    nullFraction: null,
    local: true,
    inheritedFrom: 0,
  };
  return estimate({ ...context, pairs: [{ old: column, name }] });
}
