import type { Draft } from '../draft.ts';
import { Refusal } from '../../errors.ts';
import { qualified } from '../../sql/value.ts';
import type { Catalog, Change, CodeVersion, Deploy, PlanOptions, Wording } from '../../types.ts';
import { shownKeys } from '../add-index/definition.ts';
import { refuseUnpartitionedKey } from '../add-index/partition-key.ts';
import { duplicates, keyColumns } from '../add-index/plan.ts';
import { spaceFor } from '../add-index/space.ts';
import { buildingOf } from '../building/building.ts';
import { indexNames } from '../building/index-names.ts';
import { withRefusal } from '../code-models.ts';
import { anyCode, codeUntil } from '../code-of-kind.ts';
import { findings } from '../drop-index/plan.ts';
import { indexNamed, refuseIndex } from '../drop-index/find.ts';
import { kindPlanId } from '../plan-id.ts';
import { refuseTable } from '../table-refusals.ts';
import { contextOf, wholePlan } from '../whole-plan.ts';
import { replacement } from './definition.ts';
import { buildPhase, swapPhase } from './phases.ts';
import { helperOf, oldNames, type Replacement, swapsOf } from './subject.ts';

/** The new index first, under another name; then it takes the old one's name, and the old one goes. No query is ever without. */
export function planReplaceIndex(change: Change, catalog: Catalog, options: PlanOptions): Draft {
  const { table } = catalog;
  const index = indexNamed(String(change['target']), catalog);
  const context = contextOf({ planId: kindPlanId('replace-index', table, [index.name]), catalog, options });
  refuseTable(context, qualified(index).text);
  refuseIndex(index, catalog, 'replaced');
  if (index.replicaIdentity)
    throw new Refusal(
      'replica-identity',
      `${qualified(index).text} cannot be replaced: it is the replica identity of ${qualified(table).text}.`,
      `ALTER TABLE ${qualified(table).text} REPLICA IDENTITY DEFAULT, or another index, first.`,
    );
  const statement = replacement(index, (change['keys'] as readonly string[] | undefined) ?? [], catalog);
  if (statement.unique === true) refuseUnpartitionedKey(table, statement);
  const building = buildingOf(context, statement, (of) => helperOf(context.planId, of));
  const named = indexNames(catalog, statement, {
    label: 'idx',
    name: index.name,
    going: oldNames(context, index),
  });
  const its: Replacement = { context, index, building, swaps: swapsOf(context, index, building, named) };
  const unique = statement.unique === true;
  return wholePlan(change, {
    context,
    wording: wording(its),
    estimate: spaceFor(context),
    phases: [buildPhase(its, unique ? [duplicates(building)] : []), swapPhase(its)],
    code: unique ? uniqueCode(its) : anyCode,
    deploys: deploys(its, unique),
    attention: unique ? findings(index, qualified(table).text) : [],
    fixes: [],
  });
}

const keysSay = ({ building }: Replacement): string =>
  shownKeys(building.statement)
    .map(({ says }) => says)
    .join(', ');

const uniqueCode = (its: Replacement): readonly CodeVersion[] =>
  withRefusal(
    its.context.table,
    { columns: keyColumns(its.building), constraint: its.index.name, code: '23505' },
    codeUntil('backfill', {
      needs: 'Nothing.',
      advice: [
        `The new index refuses the second row with the same ${keysSay(its)} from the moment its build begins, and the old one goes on refusing until contract. INSERT ... ON CONFLICT finds its index by the columns: code that names the new ones ships after backfill, and the last that names the old ones is gone before contract.`,
      ],
    }),
  );

function deploys(its: Replacement, unique: boolean): Deploy[] {
  const says = qualified(its.index).text;
  const runs: Deploy = {
    number: unique ? 2 : 1,
    title: 'Build the new index, and drop the old one',
    runs: [unique ? 'backfill' : 'expand', 'contract'],
    ships: null,
    code: 'Unchanged.',
    gate: 'Queries are as fast with the new index; pg_stat_user_indexes says how often each was used.',
    rollback: `plan replace-index ${says} with the old columns puts them back.`,
  };
  if (!unique) return [runs];
  return [
    {
      number: 1,
      title: 'Code that is ready for the index',
      runs: [],
      ships: 'new',
      code: `Nothing writes a ${keysSay(its)} that another row has, or it expects the error 23505.`,
      gate: 'Nothing.',
      rollback: 'Roll the code back; the database has not changed.',
    },
    runs,
  ];
}

function wording(its: Replacement): Wording {
  const { context, index } = its;
  const [says, on] = [qualified(index).text, qualified(context.table).text];
  const keys = keysSay(its);
  return {
    title: `replace the index ${says}`,
    summary: `${says} of ${on} becomes an index on ${keys}; the new one is built before the old one goes, so that no query is without.`,
    enough: 'Two phases are enough: there are no rows to write.',
    old: says,
    new: says,
    names: [],
    does:
      its.building.statement.unique !== true
        ? { old: 'reads and writes as ever' }
        : { old: `may write a ${keys} that is there already`, new: `writes no ${keys} twice, or expects the error` },
    unsafe:
      its.building.statement.unique !== true
        ? {}
        : { old: { early: '', late: `a ${keys} that is there already is refused` } },
    kept: 'an index is no business of the code that goes back.',
    afterContract: 'Queries that need the old columns first read the table.',
    downDoes: 'a down file makes the old index again while writes wait.',
    downLoses: 'make the old index again while writes wait',
  };
}
