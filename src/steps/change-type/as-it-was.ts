import { render } from '../../sql/render.ts';
import { ident, nothing, qualified, type Sql, verbatim } from '../../sql/value.ts';
import { carryColumns, steadyDefault } from '../column.ts';
import { type Context, mergeCarries, type Pair, type Part, touches } from '../context.ts';
import { members } from '../family.ts';
import { finalName, keepsName } from '../pair.ts';
import { commentOf } from '../constraints.ts';
import { carryFunctions } from '../functions.ts';
import { settings } from '../indexes.ts';
import { carryPolicies } from '../policies.ts';
import { carryPublications } from '../publications.ts';
import { carryRules } from '../rules.ts';
import { carryTriggers } from '../triggers.ts';
import { recompile } from './routines.ts';
import { makeAgain } from '../drop/users.ts';
import { viewsOf } from './views.ts';

/** The column under its old name and of its old type again, with all that PostgreSQL wants out of the way meanwhile. */
export function asItWas(context: Context, pair: Pair): Part[] {
  const still = unchanged(context, pair);
  return [
    { title: 'What PostgreSQL lets no type change under.', sql: aside(context, still) },
    { title: 'The old type, row by row.', sql: oldType(context, pair) },
    { title: 'Everything as it was.', sql: again(still) },
    ...viewsOf(context).toReversed().map(makeAgain),
    ...recompile(context),
  ].filter(({ sql }) => sql.length > 0);
}

/** The table as it is before the plan: everything is said of the old column under its own name. */
const unchanged = (context: Context, { old }: Pair): Context => ({
  ...context,
  pairs: [{ old, name: old.name }],
  options: { ...context.options, sync: 'app' },
});

function aside({ table, ...context }: Context, still: Context): Sql[] {
  const own = qualified(table);
  const whole = { table, ...context };
  return [
    ...table.policies
      .filter(({ columns }) => touches(whole, columns))
      .map((policy) =>
        render('alter-policy', {
          policy: ident(policy.name),
          table: qualified(policy.table),
          using: policy.using === null ? nothing : verbatim(' USING (true)'),
          check: policy.check === null ? nothing : verbatim(' WITH CHECK (true)'),
        }),
      ),
    ...table.triggers
      .filter(({ columns }) => touches(whole, columns))
      .map(({ name }) => render('drop-trigger', { trigger: ident(name), table: own })),
    ...table.publications
      .filter(({ filterColumns }) => touches(whole, filterColumns))
      .flatMap(({ name }) => [
        render('publication-drop-table', { publication: ident(name), table: own }),
        render('publication-add-table', { publication: ident(name), table: own, columns: nothing, filter: nothing }),
      ]),
    ...[still, ...members(still)].flatMap(definedOver).flatMap(({ drop }) => drop),
    ...[carryRules(still), carryFunctions(still)].flatMap(({ beforeDrop }) => beforeDrop.flatMap(({ sql }) => sql)),
  ];
}

function oldType({ table, catalog }: Context, pair: Pair): Sql[] {
  const { old, converts } = pair;
  const now = { table: qualified(table), column: ident(finalName(pair)) };
  const { collation } = old;
  return [
    ...(old.default === null ? [] : [render('drop-default', now)]),
    render('alter-type', {
      ...now,
      type: verbatim(old.type),
      collate:
        collation === null || collation.isTypeDefault ? nothing : verbatim(` COLLATE ${qualified(collation).text}`),
      using: verbatim(converts?.back ?? 'NULL'),
    }),
    ...(keepsName(pair) ? [] : [render('rename-column', { ...now, name: ident(old.name) })]),
    ...(catalog.converting?.sequences ?? [])
      .filter(({ column }) => column === old.name && old.identity === '')
      .map((sequence) => render('sequence-type', { sequence: qualified(sequence), type: verbatim(sequence.type) })),
  ];
}

function again(still: Context): Sql[] {
  const all = [still, ...members(still)];
  const columns = mergeCarries(all.map(carryColumns));
  const inPlace = [carryTriggers(still), carryPolicies(still), carryPublications(still)];
  const remade = [carryRules(still), carryFunctions(still)];
  const parts = [
    ...columns.expand,
    ...columns.beforeDrop,
    ...inPlace.flatMap(({ beforeDrop }) => beforeDrop),
    ...remade.flatMap(({ afterDrop }) => afterDrop),
  ];
  return [
    ...all.flatMap((on) => on.pairs.flatMap((pair) => steadyDefault(on, pair))),
    ...all.flatMap(definedOver).flatMap(({ create }) => create),
    ...parts.flatMap(({ sql }) => sql),
  ];
}

/** CHECKs and indexes whose text may mean nothing over the other type: PostgreSQL would read it again under the lock. */
function definedOver(context: Context): { drop: Sql[]; create: Sql[] }[] {
  const { table } = context;
  const checks = table.constraints.filter((c) => c.type === 'c' && !c.inherited && touches(context, c.columns));
  const indexes = table.indexes.filter(
    (index) =>
      index.constraint === null &&
      index.parent === null &&
      (index.hasExpressions || index.partial) &&
      touches(context, index.columns),
  );
  return [
    ...checks.map((check) => {
      const target = { table: qualified(table), constraint: ident(check.name) };
      return {
        drop: [render('drop-constraint', target)],
        create: [
          render('add-constraint', { ...target, definition: verbatim(check.definition) }),
          ...commentOf(context, check, check.name).flatMap(({ sql }) => sql),
        ],
      };
    }),
    ...indexes.map((index) => ({
      drop: [render('drop-index', { index: qualified(index) })],
      create: [
        render('definition', { definition: verbatim(index.definition) }),
        ...settings(context, index, index).flatMap(({ sql }) => sql),
      ],
    })),
  ];
}
