import { UserError } from '../errors.ts';
import { deparseExpression } from '../sql/deparse.ts';
import { functionsOf } from '../sql/facts/volatility.ts';
import { valuesNamed } from '../sql/columns-named.ts';
import { type IndexElem, parseKeys } from '../sql/index-statement.ts';
import { type Node, parseExpression } from '../sql/parse.ts';
import { literal, qualified, textArray } from '../sql/value.ts';
import type { AskedIndex, MethodFacts } from '../types.ts';
import { attempt, type Place, shortened } from './asking.ts';
import type { SqlClient } from './client.ts';

const WHERE_IT_IS_SAID = 'Write it as in CREATE INDEX on this server.';

/**
 * Asks whether the server would take the keys of an index, without making one: their columns, functions and operator classes.
 * Throws UserError with its words for one that it would not.
 */
export async function askIndex(client: SqlClient, asked: AskedIndex, place: Place): Promise<MethodFacts | null> {
  const method = asked.method === null ? null : await methodNamed(client, asked.method);
  for (const text of asked.keys) for (const key of parseKeys(text)) await askKey(client, { key, text, method }, place);
  if (asked.where !== undefined) await refuseMutable(client, parseExpression(asked.where), '--where');
  return method;
}

const has = (property: string): string => `pg_catalog.pg_indexam_has_property(oid, '${property}')`;

async function methodNamed(client: SqlClient, name: string): Promise<MethodFacts> {
  const rows = await client.query<MethodFacts>(
    `SELECT amname AS name, ${has('can_unique')} AS unique, ${has('can_include')} AS include, ${has('can_order')} AS ordered,
       ${has('can_multi_col')} AS multicolumn FROM pg_catalog.pg_am WHERE amtype = 'i' ORDER BY amname`,
  );
  const found = rows.find((row) => row.name === name.toLowerCase());
  if (found !== undefined) return found;
  throw new UserError(`There is no index method ${name}. There is: ${rows.map((row) => row.name).join(', ')}.`, {
    hint: 'Leave --method out for btree.',
  });
}

interface Key {
  readonly key: IndexElem;
  readonly text: string;
  readonly method: MethodFacts | null;
}

async function askKey(client: SqlClient, { key, text, method }: Key, place: Place): Promise<void> {
  const says = `The key ${shortened(text)}`;
  const columns = key.name === undefined ? null : await columnTypes(client, key.name, text, place);
  // The planner says which columns there are.
  if (columns !== null && columns.length === 0) return;
  const type = columns?.[0] ?? (await expressionType(client, key, says, place));
  if (method === null) return;
  const found =
    key.opclass === undefined
      ? await defaultClass(client, type, method.name)
      : await namedClass(
          client,
          key.opclass.flatMap((part) => ('String' in part ? [part.String.sval ?? ''] : [])),
          method.name,
        );
  if (found) return;
  throw new UserError(
    key.opclass === undefined
      ? `${says}: the type ${type.name} has no default operator class for ${method.name}.`
      : `${says}: ${method.name} has no such operator class.`,
    {
      hint:
        key.opclass === undefined ? 'Name another --method, or an operator class behind the key.' : WHERE_IT_IS_SAID,
    },
  );
}

interface KeyType {
  readonly oid: number;
  readonly name: string;
}

const columnTypes = (client: SqlClient, name: string, text: string, { table }: Place): Promise<readonly KeyType[]> =>
  client.query<KeyType>(
    `SELECT atttypid::int8::float8 AS oid, format_type(atttypid, NULL) AS name FROM pg_catalog.pg_attribute
      WHERE attrelid = to_regclass(${literal(qualified(table).text).text}) AND attnum > 0 AND NOT attisdropped
        AND (attname = $1 OR lower(attname) = $1 AND starts_with($2, attname::text)) ORDER BY attname <> $1`,
    [name, text.trim()],
  );

async function expressionType(client: SqlClient, { expr }: IndexElem, says: string, place: Place): Promise<KeyType> {
  if (expr === undefined) throw new Error('a key that is neither column nor expression');
  const sql = deparseExpression(expr, says);
  return await attempt(client, place, says, async () => {
    const [row] = await client.query<KeyType>(
      `SELECT pg_typeof(CASE WHEN false THEN (${sql}) END)::oid::int8::float8 AS oid,
         pg_typeof(CASE WHEN false THEN (${sql}) END)::text AS name
       FROM (VALUES (1)) AS one LEFT JOIN ONLY ${qualified(place.table).text} ON false`,
    );
    if (row === undefined) throw new Error('the expression has no type');
    // Nothing that sees more than one row.
    await client.query(`EXPLAIN SELECT FROM ONLY ${qualified(place.table).text} WHERE (${sql}) IS NULL`);
    await refuseMutable(client, expr, says);
    return row;
  });
}

/** An index holds what an expression was when the row was written: it must never become something else. */
async function refuseMutable(client: SqlClient, expression: Node, says: string): Promise<void> {
  const names = functionsOf(expression).map((path) => path.at(-1) ?? '');
  const rows = await client.query<{ name: string }>(
    `SELECT called.name FROM unnest(${textArray(names).text}) AS called (name)
       JOIN pg_catalog.pg_proc ON proname = called.name GROUP BY called.name HAVING bool_and(provolatile <> 'i')`,
  );
  const name = rows[0]?.name ?? valuesNamed(expression)[0];
  if (name === undefined) return;
  throw new UserError(`${says}: functions in an index must be IMMUTABLE, and ${name} is not.`, {
    hint: 'Index what it reads, or a function of your own that is IMMUTABLE and means it.',
  });
}

/** GetDefaultOpClass: the type's own class, or that of a type of which it is a kind. */
async function defaultClass(client: SqlClient, { oid }: KeyType, method: string): Promise<boolean> {
  const [row] = await client.query<{ found: boolean }>(
    `WITH RECURSIVE chain AS (
       SELECT t.* FROM pg_catalog.pg_type t WHERE t.oid = $1::oid
       UNION ALL SELECT base.* FROM chain JOIN pg_catalog.pg_type base ON base.oid = chain.typbasetype WHERE chain.typtype = 'd'
     )
     SELECT EXISTS (
       SELECT FROM chain JOIN pg_catalog.pg_opclass o ON o.opcdefault JOIN pg_catalog.pg_am am ON am.oid = o.opcmethod AND am.amname = $2
       WHERE chain.typtype <> 'd' AND (o.opcintype = chain.oid
         OR o.opcintype = 'anyarray'::regtype AND chain.typlen = -1 AND chain.typelem <> 0
         OR o.opcintype = 'anyenum'::regtype AND chain.typtype = 'e'
         OR o.opcintype = 'anyrange'::regtype AND chain.typtype = 'r'
         OR o.opcintype = 'anymultirange'::regtype AND chain.typtype = 'm'
         OR o.opcintype = 'record'::regtype AND chain.typtype = 'c'
         OR EXISTS (SELECT FROM pg_catalog.pg_cast WHERE castsource = chain.oid AND casttarget = o.opcintype
                    AND castmethod = 'b' AND castcontext = 'i'))) AS found`,
    [oid, method],
  );
  return row?.found === true;
}

async function namedClass(client: SqlClient, path: readonly string[], method: string): Promise<boolean> {
  const [row] = await client.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_catalog.pg_opclass o JOIN pg_catalog.pg_am am ON am.oid = o.opcmethod
       WHERE am.amname = $1 AND o.opcname = $2) AS found`,
    [method, path.at(-1) ?? ''],
  );
  return row?.found === true;
}

/** Whether a foreign key could compare these columns. Throws UserError with the server's words when not. */
export async function askCompared(
  client: SqlClient,
  { own, other }: { readonly own: string; readonly other: string },
  place: Place,
): Promise<void> {
  const { table, other: referenced } = place;
  if (referenced === null) return;
  await attempt(client, place, `The foreign key from ${own} to ${other}`, async () => {
    await client.query(
      `EXPLAIN SELECT FROM ONLY ${qualified(table).text} AS own JOIN ONLY ${qualified(referenced).text} AS other
         ON own.${own} = other.${other}`,
    );
  });
}
