import { UserError } from '../errors.ts';
import { deparseExpression } from '../sql/deparse.ts';
import { functionsOf } from '../sql/facts/volatility.ts';
import { loadSql, parseExpression } from '../sql/parse.ts';
import { ident, qualified, textArray } from '../sql/value.ts';
import type { Answers, Asked, AskedExpression, ExpressionFacts, QualifiedName, TypeFacts } from '../types.ts';
import type { SqlClient } from './client.ts';
import { attempt, type Place, shortened } from './asking.ts';
import { askCompared, askIndex } from './ask-index.ts';
import { parseType } from './type-name.ts';
import { typeFacts } from './queries/type.ts';

/**
 * Asks the server about types and expressions that the user gave, in the running READ ONLY transaction; nothing of them is
 * evaluated. Throws UserError with the server's own words for one that it does not take.
 */
export async function ask(
  client: SqlClient,
  { types = [], expressions = [], constraintNames, index, compared = [] }: Asked,
  place: Place,
): Promise<Answers> {
  const answers: { types: TypeFacts[]; expressions: ExpressionFacts[] } = { types: [], expressions: [] };
  await loadSql();
  for (const type of types) answers.types.push(await factsOfType(client, type, place));
  for (const expression of expressions)
    answers.expressions.push(await factsOfExpression(client, expression, place, answers.types));
  for (const pair of compared) await askCompared(client, pair, place);
  return {
    ...answers,
    ...(constraintNames === true ? { constraintNames: await namesIn(client, place.table) } : {}),
    ...(index === undefined ? {} : { method: await askIndex(client, index, place) }),
  };
}

/** Of which two in one schema may not be equal where PostgreSQL chooses a name itself. */
async function namesIn(client: SqlClient, { schema }: QualifiedName): Promise<string[]> {
  const rows = await client.query<{ name: string }>(
    'SELECT conname::text AS name FROM pg_constraint WHERE connamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1) ORDER BY 1',
    [schema],
  );
  return rows.map(({ name }) => name);
}

async function factsOfType(
  client: SqlClient,
  { text, says }: { text: string; says: string },
  place: Place,
): Promise<TypeFacts> {
  const { name, modifiers } = parseType(text, says);
  const oid = await attempt(client, place, says, async () => {
    const [row] = await client.query<{ oid: number | null }>('SELECT to_regtype($1)::oid::int8::int AS oid', [name]);
    return row?.oid ?? null;
  });
  if (oid === null)
    throw new UserError(`${says}: there is no type ${shortened(text)}.`, {
      hint: 'Name a type of the server; one outside the search_path with its schema: schema.type.',
    });
  return await attempt(client, { ...place, searchPath: [] }, says, async () => {
    const modifier = await typeModifier(client, oid, modifiers);
    const [facts] = await client.query<Omit<TypeFacts, 'asked'>>(typeFacts, [oid, modifier]);
    if (facts === undefined) throw new Error(`the type ${text} has gone`);
    return { asked: text, ...facts };
  });
}

/** `(10,2)` as the server stores it; every type reads its own. */
async function typeModifier(client: SqlClient, oid: number, modifiers: readonly string[]): Promise<number> {
  if (modifiers.length === 0) return -1;
  const [row] = await client.query<{ input: string | null }>(
    `SELECT nullif(coalesce(element.typmodin, own.typmodin), 0)::regproc::text AS input FROM pg_type own
       LEFT JOIN pg_type element ON element.oid = own.typelem AND element.typarray = own.oid WHERE own.oid = $1`,
    [oid],
  );
  if (row === undefined || row.input === null) throw new UserError('This type takes no modifier in parentheses.');
  const [read] = await client.query<{ modifier: number }>(`SELECT ${row.input}($1::text[]::cstring[]) AS modifier`, [
    modifiers,
  ]);
  return read?.modifier ?? -1;
}

async function factsOfExpression(
  client: SqlClient,
  { text, says, over, adding, assigned, condition }: AskedExpression,
  place: Place,
  types: readonly TypeFacts[],
): Promise<ExpressionFacts> {
  const node = parseExpression(text);
  const sql = deparseExpression(node, says);
  const table = qualified(place.table).text;
  // A plan that is made again half-way finds its column there already.
  const there = over === 'table' && place.table.columns.some(({ name }) => name === adding?.column);
  const added =
    adding === undefined || there
      ? ''
      : `, (SELECT NULL::${types[adding.type]?.type ?? 'unknown'} AS ${ident(adding.column).text}) AS added`;
  const from =
    (over === 'table' ? `(VALUES (1)) AS one LEFT JOIN ONLY ${table} ON false` : '(VALUES (1)) AS one') + added;
  const type = await attempt(client, place, says, async () => {
    // CASE WHEN false: the server finds the type of what it never evaluates.
    const typeOf = async (expression: string): Promise<string> => {
      const [row] = await client.query<{ type: string }>(
        `SELECT format_type(pg_typeof(CASE WHEN false THEN (${expression}) END), NULL) AS type FROM ${from}`,
      );
      return row?.type ?? 'unknown';
    };
    const column = assigned !== undefined && 'target' in assigned ? place.columns[assigned.target] : undefined;
    if (column !== undefined) await client.query(assignment(table, column, sql, over, added));
    if (assigned !== undefined && 'type' in assigned)
      await typeOf(`CAST((${sql}) AS ${types[assigned.type]?.type ?? 'unknown'})`);
    if (condition === true) await client.query(`EXPLAIN SELECT FROM ONLY ${table} WHERE ${sql}`);
    return await typeOf(sql);
  });
  return { asked: text, sql, type, volatility: await volatility(client, place, functionsOf(node)) };
}

/** EXPLAIN alone runs nothing, and tells whether an assignment takes the value. */
function assignment(
  table: string,
  column: string,
  value: string,
  over: AskedExpression['over'],
  added: string,
): string {
  if (over === 'table') return `EXPLAIN UPDATE ONLY ${table} SET ${ident(column).text} = (${value})`;
  const insert = `EXPLAIN INSERT INTO ${table} (${ident(column).text})`;
  return added === ''
    ? `${insert} VALUES ((${value}))`
    : `${insert} SELECT (${value}) FROM (VALUES (1)) AS one${added}`;
}

/** The most volatile of all functions of these names; which one of several is called, only the server's parser knows. */
async function volatility(
  client: SqlClient,
  place: Place,
  called: readonly (readonly string[])[],
): Promise<ExpressionFacts['volatility']> {
  if (called.length === 0) return 'immutable';
  const names = called.map((path) => path.at(-1) ?? '');
  const schemas = called.map((path) => (path.length > 1 ? (path.at(-2) ?? '') : ''));
  return await attempt(client, place, 'the expression', async () => {
    const [row] = await client.query<{ found: string | null }>(
      `SELECT max(CASE provolatile WHEN 'v' THEN '3' WHEN 's' THEN '2' ELSE '1' END) AS found
         FROM unnest(${textArray(names).text}, ${textArray(schemas).text}) AS called (name, schema)
         JOIN pg_proc ON proname = called.name
          AND (pronamespace = to_regnamespace(quote_ident(called.schema)) OR called.schema = '' AND pg_function_is_visible(pg_proc.oid))`,
    );
    return row?.found === '3' ? 'volatile' : row?.found === '2' ? 'stable' : 'immutable';
  });
}
