import { deparseExpression } from '../../sql/deparse.ts';
import { type Node, parseExpression } from '../../sql/parse.ts';
import { columnsNamed } from '../../sql/columns-named.ts';
import { replaceColumn } from '../../sql/replace-column.ts';
import { render } from '../../sql/render.ts';
import { ident, literal, type Sql, verbatim } from '../../sql/value.ts';
import type { Catalog, Column, ExpressionFacts, TypeFacts } from '../../types.ts';
import type { Conversion, ConversionFunction, Reference } from '../pair.ts';
import { converting } from './functions.ts';
import { type Natural, natural, type Typed } from './natural.ts';

/** What a conversion is made from. */
export interface Asked {
  readonly catalog: Catalog;
  readonly planId: string;
  readonly old: Column;
  readonly type: TypeFacts;
  /** The name after contract. */
  readonly final: string;
  readonly using: ExpressionFacts | null;
  readonly reverse: ExpressionFacts | null;
}

interface Way {
  readonly sql: (at: Reference) => Sql;
  readonly functions: readonly ConversionFunction[];
  /** Whether a value may have no counterpart, as a condition over the table that it has one. */
  readonly fits: ((at: Reference) => Sql) | null;
  /** It gives NULL whatever the value. */
  readonly nothing?: true;
}

/** The type that a session reads with its own zone is read in this one. */
const ZONE = 'UTC';

/** The conversion that was asked for; null when it has to be said and was not. */
export function conversionOf(asked: Asked, working: string): Conversion | null {
  const { old, type, final, using } = asked;
  const up = using === null ? naturally(asked, 'up', old, { ...type, name: old.name }) : byExpression(asked, using);
  if (up === null) return null;
  const down = final === old.name ? null : downOf(asked, working);
  return {
    type,
    final,
    up: up.sql,
    down: down?.sql ?? null,
    mayEmpty:
      down !== null &&
      asked.reverse === null &&
      (down.fits !== null || down.functions.length > 0 || down.nothing === true),
    back: backOf(asked),
    defaultOf: (expression) => defaultOf(asked, expression),
    lossless: up.fits,
    functions: [...up.functions, ...(down?.functions ?? [])],
  };
}

/** What the new column gives back while code that knows only the old one runs; NULL where nobody has said how. */
function downOf(asked: Asked, working: string): Way {
  const { old, type, using, reverse } = asked;
  if (reverse !== null) return byReverse(asked, reverse, working);
  const back =
    using === null || isCastOf(using.sql, old.name) ? naturally(asked, 'down', { ...type, name: working }, old) : null;
  return (
    back ?? {
      sql: () => render('cast', { expression: verbatim('NULL'), type: verbatim(old.type) }),
      functions: [],
      fits: null,
      nothing: true,
    }
  );
}

/** For the down file of contract, which may raise. */
function backOf({ old, type, final, using, reverse }: Asked): string | null {
  const column = ident(final).text;
  if (reverse !== null) return reverse.sql;
  if (using !== null && !isCastOf(using.sql, old.name)) return null;
  const how = natural({ ...type }, old);
  if (how === 'to zone' || how === 'from zone') return `${column} AT TIME ZONE '${ZONE}'`;
  return how === null || how === 'assigned' ? `${column}::text::${old.type}` : `${column}::${old.type}`;
}

interface End extends Typed {
  readonly name: string;
}

function naturally(asked: Asked, what: 'up' | 'down', from: End, to: End): Way | null {
  const how = natural(from, to);
  if (how === null && what === 'up') return null;
  const plain = how === null ? null : totally(how, from, to);
  if (plain !== null) return { sql: plain, functions: [], fits: null };
  return guarded(asked, what, [from], ident(from.name).text, to.type, how === null || !isSteady(from, to), from.name);
}

const cast = (expression: Sql, type: string): Sql => render('cast', { expression, type: verbatim(type) });

/** An expression that never raises, for the ways that have one. */
function totally(how: Natural, from: End, to: End): ((at: Reference) => Sql) | null {
  const zone = literal(ZONE);
  switch (how) {
    case 'cast':
      return (at) => cast(at(from.name), to.type);
    case 'to zone':
    case 'from zone':
      return (at) => cast(render('at-time-zone', { value: at(from.name), zone }), to.type);
    case 'date to zone':
      return (at) => cast(render('at-time-zone', { value: cast(at(from.name), 'timestamp'), zone }), to.type);
    case 'date from zone':
      return (at) => cast(render('at-time-zone', { value: at(from.name), zone }), to.type);
    case 'assigned':
      return null;
  }
}

/** Numbers, texts and enums are read and written the same in every session. */
const isSteady = (from: End, to: End): boolean =>
  [from, to].every(({ baseType: { name, kind, element } }) => element === null && (kind === 'e' || STEADY.has(name)));

const STEADY = new Set('int2 int4 int8 numeric text varchar bpchar json jsonb citext'.split(' '));

function guarded(
  asked: Asked,
  what: string,
  given: readonly End[],
  expression: string,
  type: string,
  settled: boolean,
  value: string,
): Way {
  const { catalog, planId } = asked;
  const made = converting({
    catalog,
    planId,
    what,
    arguments: given.map(({ name, type: of }) => ({ name, type: of })),
    expression,
    type,
    settled,
  });
  return {
    sql: made.call,
    functions: [made.function],
    fits: (at) => render('fits', { value: at(value), converted: made.call(at) }),
  };
}

const endsOf = ({ catalog }: Asked, names: readonly string[]): End[] =>
  catalog.table.columns.filter(({ name }) => names.includes(name));

function byExpression(asked: Asked, { sql }: ExpressionFacts): Way {
  const { old, type } = asked;
  const node = parseExpression(sql);
  const names = columnsNamed(node, asked.catalog.table);
  const given = endsOf(asked, names);
  const way = guarded(asked, 'up', given, unqualified(node), type.type, true, old.name);
  if (isCastOf(sql, old.name)) return way;
  // It may give NULL on purpose, so whether it raises is asked by itself.
  const { catalog, planId } = asked;
  const fits = converting({
    catalog,
    planId,
    what: 'fits',
    arguments: given.map(({ name, type: of }) => ({ name, type: of })),
    expression: unqualified(node),
    type: type.type,
    settled: true,
  });
  return { ...way, functions: [...way.functions, fits.function], fits: fits.call };
}

function byReverse(asked: Asked, { sql }: ExpressionFacts, working: string): Way {
  const given = [{ ...asked.type, name: working }];
  return guarded(asked, 'down', given, unqualified(parseExpression(sql)), asked.old.type, true, working);
}

/** Without the table's name in front: inside a function columns are its arguments. */
function unqualified(node: Node): string {
  return deparseExpression(replaceColumn(node, (name) => ({ ColumnRef: { fields: [{ String: { sval: name } }] } })));
}

/** Whether it is the column itself, cast once or more often. */
export function isCastOf(sql: string, column: string): boolean {
  let node: Node | undefined = parseExpression(sql);
  while (node !== undefined && 'TypeCast' in node) node = node.TypeCast.arg;
  const last = node !== undefined && 'ColumnRef' in node ? node.ColumnRef.fields?.at(-1) : undefined;
  return last !== undefined && 'String' in last && last.String.sval === column;
}

const ASSIGNABLE = new Set(
  'text varchar bpchar int2 int4 int8 numeric float4 float8 timestamp timestamptz date'.split(' '),
);

/** As PostgreSQL takes a default over where a value would be assigned, and by the conversion where it would not. */
function defaultOf({ old, type, using }: Asked, expression: string): string {
  const node = parseExpression(expression);
  if (using !== null && !isCastOf(using.sql, old.name)) {
    return deparseExpression(
      replaceColumn(parseExpression(using.sql), (name) =>
        name === old.name ? node : { ColumnRef: { fields: [{ String: { sval: name } }] } },
      ),
    );
  }
  if (ASSIGNABLE.has((type.baseType.element ?? type.baseType).name) && using === null) return expression;
  const constant = 'TypeCast' in node && node.TypeCast.arg !== undefined && 'A_Const' in node.TypeCast.arg;
  const inner = constant ? deparseExpression(node.TypeCast.arg ?? node) : `(${expression})`;
  return `${inner}::${type.type}`;
}
