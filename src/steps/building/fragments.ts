import { elements } from '../../sql/index-statement.ts';
import { render } from '../../sql/render.ts';
import { literal, qualified, type Sql } from '../../sql/value.ts';
import type { Gate } from '../../types.ts';
import { doBlock, guardNotReady, ifBlock, lockTable, retried } from '../blocks.ts';
import { unhurried } from '../constraint-fragments.ts';
import type { DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { gate } from '../gates.ts';
import { attachIndex } from '../partitioned-indexes.ts';
import { and, indexInvalid, indexUsable, not, or, tableMissing } from '../state.ts';
import { alike, buildConcurrently, type Building, createEmpty, type OneIndex } from './building.ts';

const everyIndex = ({ parents, leaves }: Building): OneIndex[] => [...parents, ...leaves];

/** Before anything is built: the tables are there, the names are free or ours, and nothing of an earlier attempt is left. */
export function ready(building: Building): Sql[] {
  const { context, leaves } = building;
  return [
    ...everyIndex(building).flatMap((one) => [
      guardNotReady(
        tableMissing(one.table),
        `There is no table ${qualified(one.table).text}.`,
        'The schema has changed since the plan was made: make a new one.',
      ),
      guardNotReady(
        and(exists(one), not(alike(building, one))),
        `${qualified(one.index).text} is something else than the index of this plan.`,
        'Rename or drop it, or make a new plan with --name.',
      ),
    ]),
    ...leaves.map((one) =>
      ifBlock(indexInvalid(one.index), [
        retried(context, 'A build of this index was interrupted, and what is left of it costs every write.', [
          lockTable(one.table, 'ACCESS EXCLUSIVE'),
          render('drop-index', { index: qualified(one.index) }),
        ]),
      ]),
    ),
  ];
}

const exists = ({ index }: OneIndex): Sql => render('relation-exists', { relation: literal(qualified(index).text) });

/** The indexes of partitioned tables, empty: partitions that come from now on get theirs with them. */
export function emptyParents(building: Building): Sql[] {
  const { context, parents } = building;
  if (parents.length === 0) return [];
  return [
    retried(context, 'Of partitioned tables alone, which hold no rows.', [
      ...parents.map(({ table }) => lockTable(table, 'SHARE')),
      ...parents.map((one) => createEmpty(building, one)),
    ]),
  ];
}

/** Each CREATE INDEX CONCURRENTLY is a statement of its own. */
export const buildSteps = (building: Building): DraftStep[] =>
  building.leaves.map((one, at) => ({
    id: building.leaves.length === 1 ? 'build' : `build-${at + 1}`,
    title: `Build ${qualified(one.index).text}`,
    why: 'Reads and writes go on; it waits for transactions that are older than itself.',
    sql: [buildConcurrently(building, one)],
  }));

/** All are valid, those of partitions are parts of their parents', and the planner knows expressions. */
export function built(building: Building): Sql[] {
  const { context, leaves, parents, parts, top, statement } = building;
  const analyzed = elements(statement.indexParams).some(({ expr }) => expr !== undefined);
  return [
    ...leaves.map((one) =>
      guardNotReady(
        or(not(indexUsable(one.table, one.index)), not(alike(building, one))),
        `The index ${qualified(one.index).text} is missing, INVALID or another one.`,
        `Run: DROP INDEX IF EXISTS ${qualified(one.index).text}; then: ${buildConcurrently(building, one).text} then this file again.`,
      ),
    ),
    ...(parents.length === 0
      ? []
      : [
          ifBlock(not(indexUsable(top.table, top.index)), [
            retried(context, 'The indexes of the partitions become parts of their parents.', [
              lockFamily(context, 'ACCESS EXCLUSIVE'),
              ...parts.map(({ whole, part }) => attachIndex(whole, part)),
            ]),
          ]),
          ...parents.map((one) =>
            guardNotReady(
              not(indexUsable(one.table, one.index)),
              `A partition of ${qualified(one.table).text} that is not in this plan has no part of ${qualified(one.index).text} yet.`,
              `Build it there with CREATE INDEX CONCURRENTLY, then: ALTER INDEX ${qualified(one.index).text} ATTACH PARTITION <that index>; then run this file again.`,
            ),
          ),
        ]),
    ...(analyzed
      ? [
          unhurried({
            title: 'The planner knows nothing about an expression until ANALYZE.',
            sql: [render('analyze', { table: qualified(context.table) })],
          }),
        ]
      : []),
  ];
}

/** One file's steps: what must be so, the builds, and that they came out right; what comes `before` knows that nothing is half-built. */
export const makeIndex = (
  building: Building,
  { first = [], before = [], after = [] }: { first?: readonly Sql[]; before?: readonly Sql[]; after?: readonly Sql[] },
): DraftStep[] => [
  {
    id: 'prepare',
    title: `Make way for ${qualified(building.top.index).text}`,
    why: 'What an interrupted build left behind would be taken for the index.',
    sql: [doBlock([...first, ...ready(building), ...before, ...emptyParents(building)])],
  },
  ...buildSteps(building),
  {
    id: 'built',
    title: `See that ${qualified(building.top.index).text} is valid`,
    why: 'A build that fails leaves an index behind that is INVALID and not absent.',
    sql: [doBlock([...built(building), ...after])],
  },
];

/** DROP INDEX of everything that was built. */
export const dropBuilt = ({ context, parents, leaves }: Building): Sql =>
  retried(context, 'Catalog changes only.', [
    lockFamily(context, 'ACCESS EXCLUSIVE'),
    ...[...parents.slice(0, 1), ...leaves].map(({ index }) => render('drop-index', { index: qualified(index) })),
  ]);

/** The gates of what was built. */
export const builtGates = (building: Building): Gate[] =>
  everyIndex(building).map(({ table, index }) =>
    gate(`index-${index.name}`, `The index ${qualified(index).text} is valid.`, indexUsable(table, index)),
  );
