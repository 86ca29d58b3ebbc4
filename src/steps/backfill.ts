import { render } from '../sql/render.ts';
import { ident, inFormat, list, qualified, type Sql } from '../sql/value.ts';
import { indent } from '../sql/indent.ts';
import { doBlock, guardDone, guardNotReady, lockTable, partSql, retried } from './blocks.ts';
import {
  type Carry,
  type ConstraintBuild,
  type Context,
  type IndexBuild,
  newNames,
  oldNames,
  type Part,
} from './context.ts';
import { copyFragments, dropGuard } from './copy.ts';
import type { DraftStep } from './draft.ts';
import { eachMember, execute, hasFamily, lockFamily, MEMBER } from './family.ts';
import { addParity, dropParity, parityName, validate } from './prove.ts';
import {
  constraintExists,
  constraintValidated,
  indexInvalid,
  contracted,
  indexUsable,
  lacks,
  not,
  triggerExists,
} from './state.ts';
import type { TwoColumns } from './two-columns.ts';

/** Copy, indexes, proof. Without an index all of it is one DO, otherwise each CREATE INDEX stands between two. */
export function backfillSteps(two: TwoColumns): DraftStep[] {
  const { context, carry } = two;
  const [from, to] = [oldNames(context), newNames(context)];
  const copy = {
    id: 'copy',
    title: `Copy ${from} to ${to}`,
    why: 'Rows written before expand have no value in the new column yet.',
  };
  const proof = {
    id: 'prove',
    title: 'Prove that both columns are equal',
    why: 'A validated CHECK is a fact in the catalog that contract can test at once, and that stays true for every later write.',
  };
  if (carry.indexes.length === 0) {
    const sql = doBlock([...startGuards(two), ...copyFragments(two), ...proofFragments(two)]);
    return [{ ...copy, title: `${copy.title} and prove it`, sql: [sql] }];
  }
  return [
    {
      ...copy,
      sql: [
        doBlock([
          ...startGuards(two),
          ...copyFragments(two),
          ...carry.indexes.map((index) => dropLeftover(two, index)),
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

function readyGuards({ context, sync, carry }: TwoColumns): Sql[] {
  const { table } = context;
  const says = qualified(table).text;
  const gone = `${says} has no ${oldNames(context)} any more: contract has run.`;
  return [
    // With CREATE INDEX behind it the file must stop with an error: CREATE INDEX cannot be made conditional.
    carry.indexes.length === 0
      ? guardDone(contracted(context), `${gone} Nothing to do.`)
      : guardNotReady(contracted(context), gone, 'Nothing is left to copy; nothing was changed.'),
    guardNotReady(
      not(triggerExists(table, sync.trigger)),
      `${newNames(context)} of ${says} is not kept in step yet.`,
      'Run the expand file first.',
    ),
  ];
}

const startGuards = (two: TwoColumns): Sql[] => [
  ...readyGuards(two),
  guardDone(
    constraintValidated(two.context.table, parityName(two.context)),
    `${qualified(two.context.table).text}: every row is copied and proven, nothing to do.`,
  ),
];

/** A CREATE INDEX CONCURRENTLY that failed leaves an INVALID index, which IF NOT EXISTS would keep. */
function dropLeftover({ context }: TwoColumns, { index }: IndexBuild): Sql {
  return ifBlock(indexInvalid(index), [
    retried(context, `A build of ${index.name} was interrupted.`, [render('drop-index', { index: qualified(index) })]),
  ]);
}

function assertIndex(build: IndexBuild): Sql {
  const name = qualified(build.index).text;
  return guardNotReady(
    not(indexUsable(build.table, build.index)),
    `The index ${name} is missing or INVALID.`,
    `Run: DROP INDEX IF EXISTS ${name}; then: ${build.concurrently.text}; then this file again.`,
  );
}

const ifBlock = (condition: Sql, statements: readonly Sql[]): Sql =>
  render('if-block', { condition, statements: indent(list(statements, '\n'), 2) });

/** Constraints, statistics, ANALYZE, and at the very end the parity check: once it is valid, all of it has been done. */
export function proofFragments({ context, carry }: TwoColumns): Sql[] {
  const parity = addParity(context);
  const analyze: Part = {
    title: 'The planner knows nothing about the new column until ANALYZE.',
    sql: [render('analyze', { table: qualified(context.table) })],
  };
  return [
    ...carry.constraints.flatMap(constraintFragments),
    ...attachFragments(context, carry),
    ...[...carry.finish, analyze].map(unhurried),
    ...constraintFragments({
      title: parity.title,
      on: context,
      constraint: parityName(context),
      add: list(parity.sql, '\n'),
      validate: true,
    }),
  ];
}

function constraintFragments(build: ConstraintBuild): Sql[] {
  const { on, constraint, locks = [] } = build;
  const add = ifBlock(not(constraintExists(on.table, constraint)), [
    retried(on, build.title, [
      lockFamily(on, 'ACCESS EXCLUSIVE'),
      ...locks.map((other) => lockTable(other, 'ACCESS EXCLUSIVE')),
      build.add,
    ]),
  ]);
  if (!build.validate) return [add];
  return [
    add,
    ifBlock(not(constraintValidated(on.table, constraint)), [
      ...(hasFamily(on.table) ? [validateMembers(on, constraint)] : []),
      render('no-lock-timeout', {}),
      validate(on, constraint),
      render('commit', {}),
    ]),
  ];
}

/** Each in a transaction of its own: validating the parent alone would hold all of them for as long as the last one takes. */
function validateMembers(context: Context, constraint: string): Sql {
  const each = render('validate-constraint', { table: MEMBER, constraint: inFormat(ident(constraint)) });
  const statements = [render('no-lock-timeout', {}), execute(each), render('commit', {})];
  return eachMember(context, 'One after the other: what is valid is not read again.', statements, 'members with rows');
}

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

/** Statements whose locks block nobody, each in a transaction of its own. */
const unhurried = (part: Part): Sql => list([render('no-lock-timeout', {}), partSql(part), render('commit', {})], '\n');

/** Drops what backfill built. */
export function undoBackfillStep(two: TwoColumns): DraftStep {
  const { context, carry } = two;
  const { table } = context;
  return {
    id: 'undo-backfill',
    title: `Take the proof, constraints and indexes of ${newNames(context)} back`,
    why: "The copied values stay; expand's down drops them with their column.",
    sql: [
      doBlock([
        guardNotReady(
          lacks(context, 'old'),
          `${qualified(table).text} has no ${oldNames(context)} any more: contract has run.`,
          'Take contract back first, with its own down file.',
        ),
        retried(context, 'Catalog changes only.', [
          lockFamily(context, 'ACCESS EXCLUSIVE'),
          partSql(dropParity(context)),
          ...carry.undoBackfill.map(partSql),
          ...dropGuard(context),
        ]),
      ]),
    ],
  };
}
