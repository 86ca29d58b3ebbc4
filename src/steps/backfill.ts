import { render } from '../sql/render.ts';
import { qualified, type Sql } from '../sql/value.ts';
import { doBlock, guardDone, guardNotReady, ifBlock, partSql, retried } from './blocks.ts';
import {
  type Carry,
  type ConstraintBuild,
  type Context,
  type IndexBuild,
  newNames,
  oldNames,
  overSays,
  type Part,
} from './context.ts';
import { addConstraint, unhurried, validateConstraint } from './constraint-fragments.ts';
import { copyFragment } from './copy.ts';
import { dropGuard } from './guard-trigger.ts';
import type { DraftStep } from './draft.ts';
import { lockFamily } from './family.ts';
import { indexInvalid, contracted, indexUsable, lacks, not } from './state.ts';
import type { TwoColumns } from './two-columns.ts';

/** Copy, indexes, proof. Without an index all of it is one DO, otherwise each CREATE INDEX stands between two. */
export function backfillSteps(two: TwoColumns): DraftStep[] {
  const { context, keeping, carry } = two;
  const [from, to] = [oldNames(context), newNames(context)];
  const copy = {
    id: 'copy',
    title: `Copy ${from} to ${to}`,
    why: 'Rows written before expand have no value in the new column yet.',
  };
  const proof = { id: 'prove', title: `Prove that ${to} holds what ${from} does`, why: keeping.proofWhy };
  if (carry.indexes.length === 0) {
    const sql = doBlock([...startGuards(two), copyFragment(two), ...proofFragments(two)]);
    return [{ ...copy, title: `${copy.title} and prove it`, rest: { title: proof.title, why: proof.why }, sql: [sql] }];
  }
  return [
    {
      ...copy,
      rest: {
        title: `Make way for the indexes of ${to}`,
        why: 'A build that was interrupted leaves an INVALID index behind, which IF NOT EXISTS would keep.',
      },
      sql: [
        doBlock([
          ...startGuards(two),
          copyFragment(two),
          ...carry.indexes.map((index) => dropLeftover(context, index)),
        ]),
      ],
    },
    ...carry.indexes.map((index, at) => ({
      id: `index-${at + 1}`,
      title: `Build ${index.title}`,
      why: 'After the copy: an index on the new column would have made every copied row cost an index entry.',
      sql: [render('definition', { definition: index.concurrently })],
    })),
    {
      ...proof,
      sql: [
        doBlock([...readyGuards(two), ...carry.indexes.map((index) => assertIndex(index)), ...proofFragments(two)]),
      ],
    },
  ];
}

function readyGuards({ context, keeping, carry }: TwoColumns): Sql[] {
  const { table } = context;
  const says = qualified(table).text;
  const gone = `${overSays(context)}: contract has run.`;
  return [
    // With CREATE INDEX behind it the file must stop with an error: CREATE INDEX cannot be made conditional.
    carry.indexes.length === 0
      ? guardDone(contracted(context), `${gone} Nothing to do.`)
      : guardNotReady(contracted(context), gone, 'Nothing is left to copy; nothing was changed.'),
    guardNotReady(
      not(keeping.begun),
      `${newNames(context)} of ${says} is not kept in step yet.`,
      'Run the expand file first.',
    ),
    ...keeping.overBefore('backfill'),
  ];
}

const startGuards = (two: TwoColumns): Sql[] => [...readyGuards(two), ...two.keeping.overBefore('copy')];

/** A CREATE INDEX CONCURRENTLY that failed leaves an INVALID index, which IF NOT EXISTS would keep. */
export function dropLeftover(context: Context, { index }: IndexBuild): Sql {
  return ifBlock(indexInvalid(index), [
    retried(context, `A build of ${index.name} was interrupted.`, [render('drop-index', { index: qualified(index) })]),
  ]);
}

/** Stops the file when the build did not come to its end. */
export function assertIndex(build: IndexBuild): Sql {
  const name = qualified(build.index).text;
  return guardNotReady(
    not(indexUsable(build.table, build.index)),
    `The index ${name} is missing or INVALID.`,
    `Run: DROP INDEX IF EXISTS ${name}; then: ${build.concurrently.text}; then this file again.`,
  );
}

/** Constraints, statistics, ANALYZE, and at the very end the proof: once it is there, all of it has been done. */
export function proofFragments(two: TwoColumns): Sql[] {
  const { context, keeping, carry } = two;
  const analyze: Part = {
    title: 'The planner knows nothing about the new column until ANALYZE.',
    sql: [render('analyze', { table: qualified(context.table) })],
  };
  return [
    ...constraintFragments(two),
    ...attachFragments(context, carry),
    ...[...carry.finish, analyze].map(unhurried),
    ...keeping.prove,
  ];
}

/** Each added and then validated; where rows have to be copied once more, all are added before that. */
function constraintFragments(two: TwoColumns): Sql[] {
  const { keeping, carry } = two;
  const again = keeping.copyAgain(two);
  if (again.length === 0) return carry.constraints.flatMap((build) => [addConstraint(build), ...validation(build)]);
  return [...carry.constraints.map(addConstraint), ...again, ...carry.constraints.flatMap(validation)];
}

const validation = (build: ConstraintBuild): Sql[] =>
  build.validate ? [validateConstraint(build.on, build.constraint)] : [];

/** The partitions' indexes become parts of their parents', and every parent's index must be valid then. */
function attachFragments(context: Context, { attach, trees }: Carry): Sql[] {
  if (trees.length === 0) return [];
  const locked = [lockFamily(context, 'ACCESS EXCLUSIVE'), ...attach];
  return [
    ...(attach.length === 0
      ? []
      : [retried(context, 'The indexes of the partitions become parts of their parents.', locked)]),
    ...trees.map(({ table, index, title }) =>
      guardNotReady(
        not(indexUsable(table, index)),
        `A partition that is not in this plan has no index for ${title} on ${newNames(context)} yet.`,
        `Build it there with CREATE INDEX CONCURRENTLY, then: ALTER INDEX ${qualified(index).text} ATTACH PARTITION <that index>; then run this file again.`,
      ),
    ),
  ];
}

/** Drops what backfill built. */
export function undoBackfillStep(two: TwoColumns): DraftStep {
  const { context, keeping, carry } = two;
  return {
    id: 'undo-backfill',
    title: `Take the proof, constraints and indexes of ${newNames(context)} back`,
    why: "The copied values stay; expand's down drops them with their column.",
    sql: [
      doBlock([
        guardNotReady(
          lacks(context, 'old'),
          `${overSays(context)}: contract has run.`,
          'Take contract back first, with its own down file.',
        ),
        ...keeping.overBefore('undo-backfill'),
        retried(context, 'Catalog changes only.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          ...keeping.unprove.map(partSql),
          ...carry.undoBackfill.map(partSql),
          ...dropGuard(context),
        ]),
      ]),
    ],
  };
}
