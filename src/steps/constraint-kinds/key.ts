import type { Draft } from '../draft.ts';
import { UserError, Refusal } from '../../errors.ts';
import { newIndex } from '../../sql/index-statement.ts';
import { ident, qualified } from '../../sql/value.ts';
import { columnOf } from '../../changes/values.ts';
import type { Catalog, Change, Finding, PlanOptions } from '../../types.ts';
import { refuseUnpartitionedKey } from '../add-index/partition-key.ts';
import { buildingOf } from '../building/building.ts';
import { indexNames, refuseTaken } from '../building/index-names.ts';
import { notNullProof } from '../not-null/proof.ts';
import { kindPlanId } from '../plan-id.ts';
import { refuseTable } from '../table-refusals.ts';
import { contextOf } from '../whole-plan.ts';
import type { Key } from './key-parts.ts';
import { attach, build } from './key-phases.ts';
import { constraintName } from './names.ts';
import { planRule } from './rule.ts';

/** UNIQUE or PRIMARY KEY: its index is built concurrently once the rows are known to be right, then becomes the constraint. */
export function planAddKey(type: Key['type'], change: Change, catalog: Catalog, options: PlanOptions): Draft {
  const { table } = catalog;
  const columns = ((change['columns'] as readonly string[] | undefined) ?? []).map(
    (word) => columnOf(word, catalog).name,
  );
  refuseKey(type, catalog, columns);
  const statement = {
    ...newIndex({ unique: true, method: 'btree' }),
    indexParams: columns.map((name) => ({
      IndexElem: { name, ordering: 'SORTBY_DEFAULT' as const, nulls_ordering: 'SORTBY_NULLS_DEFAULT' as const },
    })),
  };
  const label = type === 'unique' ? 'key' : 'pkey';
  const named = indexNames(catalog, statement, { label, name: change['name'] as string | undefined });
  const constraint = named(table);
  constraintName(catalog, { name: constraint, columns: null, label });
  const context = contextOf({
    planId: kindPlanId(`add-${type === 'unique' ? type : 'primary-key'}`, table, [constraint]),
    catalog,
    options,
  });
  refuseTable(context, qualified(table).text);
  refuseTaken(table, constraint);
  refuseUnpartitionedKey(table, statement);
  const nullable =
    type === 'unique'
      ? []
      : columns.filter(
          (name) => !table.columns.some((column) => column.name === name && holds(catalog, name, column.notNull)),
        );
  const key: Key = {
    type,
    columns,
    constraint,
    building: buildingOf(context, statement, named),
    notNull: nullable.map((column) => ({ column, proof: notNullProof(context, column) })),
  };
  const list = columns.map((name) => ident(name).text).join(', ');
  const what = type === 'unique' ? 'unique constraint' : 'primary key';
  const nulls = nullable.length === 0 ? '' : `, or one without ${nullable.map((name) => ident(name).text).join(', ')}`;
  return planRule(change, {
    context,
    constraint,
    columns,
    says: `the ${what} on ${list}`,
    breaks: `write a row with the ${list} of another row${nulls}`,
    keeps: `writes no ${list} twice, or expects the error 23505${nullable.length === 0 ? '' : `, and always a value for ${nullable.map((name) => ident(name).text).join(', ')}`}`,
    refuses: '23505',
    binds: 'backfill',
    advice: `The index refuses the second row of two as soon as its build has begun, before it is a constraint. So this code goes out first, on every instance. ON CONFLICT (${list}) works once backfill is done, ON CONFLICT ON CONSTRAINT ${ident(constraint).text} after contract.`,
    phases: [build(key), attach(key)],
    attention: type === 'unique' || table.kind !== 'p' || catalog.server.major < 18 ? [] : [ownNotNull],
    enough: 'Two phases are enough: nothing has to be there before the rows are counted.',
  });
}

const ownNotNull: Finding = {
  id: 'partitions-not-null',
  level: 'note',
  title: "NOT NULL becomes each partition's own too",
  detail:
    'PostgreSQL 18 gives a partition whose index becomes its primary key NOT NULL constraints of its own beside those it inherits, as a restored dump has them. Should the primary key go one day and its columns be NULL, DROP NOT NULL must be said of each partition too.',
  deploy: 2,
};

/** NOT NULL that holds for every row: since 18 it may be NOT VALID. */
const holds = ({ table }: Catalog, column: string, notNull: boolean): boolean =>
  notNull &&
  table.constraints.every(({ type, validated, columns }) => type !== 'n' || validated || !columns.includes(column));

function refuseKey(type: Key['type'], { table }: Catalog, columns: readonly string[]): void {
  const says = qualified(table).text;
  const twice = columns.find((column, at) => columns.indexOf(column) !== at);
  if (twice !== undefined)
    throw new UserError(`${ident(twice).text} is named twice.`, { hint: 'Name each column once.' });
  const present = table.constraints.find((each) => each.type === 'p' && !each.incoming);
  if (type === 'unique' || present === undefined) return;
  throw new Refusal(
    'primary-key',
    `${says} has a primary key already: ${ident(present.name).text} on ${present.columns.map((name) => ident(name).text).join(', ')}.`,
    `Make it unique instead: plan add-unique ${says} ${columns.map((name) => ident(name).text).join(' ')}`,
  );
}
