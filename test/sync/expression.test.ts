/** One expression serves four places: the trigger's WHEN, the backfill's predicate, the parity CHECK and contract's guard. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyStatements } from '../../src/sql/plpgsql.ts';
import { type Node, parseExpression, parseOne, parseStatements, withoutLocations } from '../../src/sql/parse.ts';
import { newest, type TestDatabase } from '../support/server.ts';
import { DISPLAY, FULL, planRename, type Rename } from './support.ts';

type Tree = unknown;

/** Every object below a tree, the tree itself included. */
function* below(tree: unknown): Generator<Record<string, unknown>> {
  if (Array.isArray(tree)) for (const each of tree) yield* below(each);
  if (typeof tree !== 'object' || tree === null || Array.isArray(tree)) return;
  yield tree as Record<string, unknown>;
  for (const each of Object.values(tree)) yield* below(each);
}

/** Columns as they stand alone: `NEW.full_name` and `full_name` are the same here. */
function unqualified(tree: Tree): Tree {
  if (Array.isArray(tree)) return tree.map(unqualified);
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      key === 'fields' && Array.isArray(value) ? value.slice(-1) : unqualified(value),
    ]),
  );
}

const plainly = (tree: Tree): Tree => unqualified(withoutLocations(tree));

const holds = (part: unknown, column: string): boolean => JSON.stringify(part).includes(`"sval":"${column}"`);

/** The comparisons of the two columns anywhere in a tree. */
function comparisons(tree: Tree): Tree[] {
  return [...below(tree)]
    .flatMap((each) => ('A_Expr' in each ? [each] : []))
    .filter(({ A_Expr: expression }) => {
      const { lexpr, rexpr } = expression as { lexpr?: unknown; rexpr?: unknown };
      return (
        lexpr !== undefined &&
        holds(lexpr, FULL) &&
        !holds(lexpr, DISPLAY) &&
        rexpr !== undefined &&
        holds(rexpr, DISPLAY)
      );
    })
    .map(plainly);
}

/** The same comparison, denied. */
function negated(tree: Tree): Tree {
  return JSON.parse(
    JSON.stringify(tree).replace('"AEXPR_NOT_DISTINCT"', '"AEXPR_DISTINCT"').replace('"sval":"*="', '"sval":"*<>"'),
  );
}

/** The WHEN clauses of the triggers that expand creates. */
const sync = (of: Rename): Tree[] =>
  of
    .statements('expand')
    .flatMap((sql) => bodyStatements(sql))
    .flatMap((each) => parseStatements(each.sql))
    .flatMap(({ node }) => ('CreateTrigStmt' in node ? [node.CreateTrigStmt.whenClause] : []));

describe.each([
  ['text', 'IS DISTINCT FROM'],
  ['bigint', 'IS DISTINCT FROM'],
  ['citext', '*<>'],
  ['numeric', '*<>'],
  ['json', '*<>'],
  ['point', '*<>'],
  ['text NOT NULL', 'IS DISTINCT FROM'],
  ['numeric NOT NULL', '*<>'],
])('in_sync for %s', (type, operator) => {
  let db: TestDatabase;
  let rename: Rename;
  let when: Tree;
  beforeAll(async () => {
    db = await newest().createDatabase(
      `CREATE EXTENSION citext; CREATE TABLE users (id int PRIMARY KEY, ${FULL} ${type})`,
    );
    const client = await db.client();
    rename = await planRename(client);
    const [written] = sync(rename);
    when = plainly(written);
    await rename.run(client, 'expand');
    await rename.run(client, 'backfill');
  });
  afterAll(() => db.drop());

  const inside = (phase: 'expand' | 'backfill' | 'contract'): Node[] =>
    rename
      .statements(phase)
      .flatMap((sql) =>
        'DoStmt' in parseOne(sql)
          ? bodyStatements(sql).flatMap((each) => parseStatements(each.sql).map(({ node }) => node))
          : [],
      );
  it(`is ${operator} in the trigger`, () => {
    expect(comparisons(when)).toEqual([when]);
    const same =
      operator === 'IS DISTINCT FROM'
        ? `${FULL} IS DISTINCT FROM ${DISPLAY}`
        : `ROW(${FULL})::record OPERATOR(pg_catalog.*<>) ROW(${DISPLAY})::record`;
    expect(when).toEqual(plainly(parseExpression(same)));
  });

  it('is the predicate of the backfill, where it counts and where it copies', () => {
    const updates = inside('backfill').filter((node) => 'UpdateStmt' in node);
    expect(updates).toHaveLength(1);
    const found = inside('backfill')
      .filter((node) => !('AlterTableStmt' in node))
      .flatMap((node) => comparisons(node));
    expect(found.length).toBeGreaterThanOrEqual(2);
    for (const each of found) expect(each).toEqual(when);
  });

  it('is denied in the parity CHECK, which is all that contract asks for', async () => {
    const checks = inside('backfill')
      .filter((node) => 'AlterTableStmt' in node)
      .flatMap((node) => comparisons(node));
    expect(checks).toHaveLength(1);
    expect(negated(checks[0])).toEqual(when);
    const [named] = await db.query<{ name: string }>(
      "SELECT conname AS name FROM pg_constraint WHERE conrelid = 'users'::regclass AND contype = 'c' AND convalidated",
    );
    const gate = rename.plan.phases.find(({ name }) => name === 'contract')?.gate.find(({ id }) => id === 'proven');
    expect(gate?.query).toContain(named?.name);
    expect(
      rename
        .statements('contract')
        .join('\n')
        .split(`conname = '${named?.name ?? ''}' AND convalidated`),
    ).toHaveLength(3);
    expect(inside('contract').flatMap((node) => comparisons(node))).toEqual([]);
  });

  it("contract's down fills by the same expression", () => {
    const down =
      rename.plan.phases
        .find(({ name }) => name === 'contract')
        ?.undo.flatMap(({ run }) => run.map(({ sql }) => sql)) ?? [];
    const updates = down
      .flatMap((sql) => bodyStatements(sql))
      .flatMap((each) => parseStatements(each.sql))
      .filter(({ node }) => 'UpdateStmt' in node);
    expect(updates.flatMap(({ node }) => comparisons(node))).toEqual([when]);
  });
});
