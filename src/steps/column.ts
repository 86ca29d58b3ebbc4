import { Refusal } from '../errors.ts';
import { render } from '../sql/render.ts';
import { clause, ident, list, literal, nothing, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { Column, Grant, QualifiedName } from '../types.ts';
import { type Carry, type Context, mergeCarries, nothingToCarry, type Pair, type Part } from './context.ts';
import { newColumn, steadyDefaultOf } from './pair.ts';
import { standIn } from './stand-in.ts';
import { tableAlone } from './family.ts';

/** ADD COLUMN: nullable and without a default, so that no row is touched; `later` follows at once for later rows. */
export function addColumn(context: Context, pair: Pair, later: readonly Sql[]): Part {
  const added = typeOfNew(context, pair);
  const same = pair.converts === undefined && added.type === pair.old.type;
  return {
    title: `${added.name}, ${same ? 'of the same type' : `of the type ${added.type}`}; rows that are there stay as they are.`,
    sql: [addition(context, added), ...later],
  };
}

/** ADD COLUMN of a column as it was, for development: a domain with a CHECK writes the whole table anew. */
export const addAgain = (context: Context, column: Column): Sql => addition(context, typed(column));

function addition({ table }: Context, { name, type, collation }: Typed): Sql {
  return render('add-column', {
    table: qualified(table),
    column: ident(name),
    type: verbatim(type),
    collate: collation === null ? nothing : clause('COLLATE', qualified(collation)),
  });
}

type Typed = Pick<Column, 'name' | 'type'> & { readonly collation: QualifiedName | null };

const typed = ({ name, type, collation }: Typed & Pick<Column, 'collation'>): Typed => ({
  name,
  type,
  collation: collation?.isTypeDefault === true ? null : collation,
});

/**
 * ADD COLUMN of a domain with a CHECK writes the whole table anew under its lock. A stand-in does without the domain: what comes
 * back from it to the old column is checked there.
 * @throws Refusal when the new column is to stay.
 */
function typeOfNew(context: Context, pair: Pair): Typed {
  const column = newColumn(pair);
  const { name, type, typeUnderDomain, domainChecked, collation } = column;
  if (!domainChecked) return typed(column);
  if (standIn(context)) return { name, type: typeUnderDomain, collation };
  throw new Refusal(
    'domain-check',
    `${ident(name).text} would be of the domain ${type}, which has a CHECK: PostgreSQL writes the whole table anew to add such a column, while everybody waits.`,
    'Take the CHECK off the domain, or use the type under the domain and plan add-check for the column.',
  );
}

/**
 * A constant or STABLE default for the new column too: one INSERT that names neither column fills both alike. A
 * partition or child may have a default of its own, so each table's is set for it alone.
 */
export function steadyDefault({ table }: Context, pair: Pair): Sql[] {
  const steady = steadyDefaultOf(pair);
  if (steady === null) return [];
  const expression = verbatim(steady.expression);
  return [render('set-default', { table: tableAlone(table), column: ident(pair.name), expression })];
}

/** The default of a partition or child, which ADD COLUMN has given the column. */
export const memberDefaults = (context: Context): Carry => ({
  ...nothingToCarry,
  expand: context.pairs.flatMap((pair) => {
    const sql = steadyDefault(context, pair);
    return sql.length === 0 ? [] : [{ title: `The default of ${qualified(context.table).text}.`, sql }];
  }),
});

/** What ALTER TABLE and GRANT say of the column itself: carried over as soon as the new one is there. */
export const carryColumns = (context: Context): Carry =>
  mergeCarries(context.pairs.map((pair) => carryColumn(context, pair)));

function carryColumn(context: Context, pair: Pair): Carry {
  const { table } = context;
  const { old, name } = pair;
  const target = { table: qualified(table), column: ident(name) };
  // What a partition or child says of the column is its own.
  const alone = { ...target, table: tableAlone(table) };
  const settings: Sql[] = [];
  if (old.storage !== null && storable(pair))
    settings.push(render('set-storage', { ...alone, storage: verbatim(old.storage) }));
  if (old.compression !== null && storable(pair))
    settings.push(render('set-compression', { ...alone, method: verbatim(old.compression) }));
  if (old.statisticsTarget !== null) {
    settings.push(render('set-statistics', { ...alone, target: verbatim(String(old.statisticsTarget)) }));
  }
  if (old.options.length > 0) {
    settings.push(render('set-column-options', { ...alone, options: list(old.options.map(verbatim)) }));
  }
  if (old.comment !== null) settings.push(render('comment-on-column', { ...target, text: literal(old.comment) }));
  for (const label of old.securityLabels) {
    settings.push(
      render('security-label', { ...target, provider: ident(label.provider), label: literal(label.label) }),
    );
  }
  settings.push(...old.grants.map((grant) => grantColumn(context, name, grant)));
  const expand =
    settings.length === 0 ? [] : [{ title: `Settings, comment and grants of ${old.name}.`, sql: settings }];
  return { ...nothingToCarry, expand, beforeDrop: volatileDefault(context, pair) };
}

/** Types of any length, for which it can be said how long values are stored. */
const LONG = new Set(['text', 'varchar', 'bpchar', 'bytea', 'json', 'jsonb', 'xml', 'numeric', 'citext']);

const storable = ({ converts }: Pair): boolean =>
  converts === undefined || converts.type.baseType.element !== null || LONG.has(converts.type.baseType.name);

/** Two evaluations of a volatile default would give two values, so until contract it stands on the old column only. */
function volatileDefault(context: Context, { old, name }: Pair): Part[] {
  const { table } = context;
  if (old.default?.volatility !== 'volatile' || standIn(context)) return [];
  const expression = verbatim(old.default.expression);
  return [
    {
      title: 'The volatile default.',
      sql: [render('set-default', { table: tableAlone(table), column: ident(name), expression })],
    },
  ];
}

function grantColumn({ table }: Context, name: string, grant: Grant): Sql {
  return render('grant-column', {
    privilege: verbatim(grant.privilege),
    column: ident(name),
    table: qualified(table),
    grantee: grant.grantee === 'PUBLIC' ? verbatim('PUBLIC') : ident(grant.grantee),
    option: grant.grantable ? verbatim(' WITH GRANT OPTION') : nothing,
  });
}
