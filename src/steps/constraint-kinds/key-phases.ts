import { render } from '../../sql/render.ts';
import { ident, qualified, type Sql } from '../../sql/value.ts';
import { doBlock, guardDone, guardNotReady, partSql, retried } from '../blocks.ts';
import { alike, type Building, buildPlainly } from '../building/building.ts';
import { builtGates, makeIndex } from '../building/fragments.ts';
import type { DraftPhase } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { gate } from '../gates.ts';
import { constraintExists, indexUsable, not, or, tableMissing } from '../state.ts';
import { refuseViolations, violationsGate } from '../violations.ts';
import { dropConstraintStep } from './drop-step.ts';
import { constraints, type Key, keyViolations } from './key-parts.ts';
import { rerun } from './rule.ts';

/** Of a partitioned table only the partitions' indexes are built beforehand: its own comes with the constraint. */
const leavesAlone = ({ building }: Key): Building => ({ ...building, parents: [], parts: [] });

/** The middle: rows that break it are counted, its index is built, and its columns are proven to be filled. */
export function build(key: Key): DraftPhase {
  const { building, constraint, type, columns, notNull } = key;
  const { context } = building;
  const { table, options } = context;
  const [says, name] = [qualified(table).text, ident(constraint).text];
  const list = columns.map((column) => ident(column).text).join(', ');
  return {
    name: 'backfill',
    title: `Build the index of the ${type} ${name}`,
    subject: constraint,
    summary: [
      `Counts what the ${type} ${name} on ${list} of ${says} would not take, and stops with the number when there is some; then builds its index, concurrently.`,
      'Goes out with deploy 2, when the code of deploy 1 runs on every instance.',
      `Locks: SHARE UPDATE EXCLUSIVE on ${says}, which stops no read or write${notNull.length === 0 ? '' : `; a stronger one for some milliseconds where a constraint is added (${options.lockTimeoutMs} ms an attempt)`}.`,
      'Going back: drop the index; in development run the down file.',
      rerun(context),
    ],
    gate: [
      gate('table', `${says} is there.`, not(tableMissing(table))),
      ...keyViolations(key).map((each, at) => violationsGate(`violations-${at + 1}`, each)),
    ],
    steps: makeIndex(leavesAlone(key), {
      before: keyViolations(key).map(refuseViolations),
      after:
        notNull.length === 0
          ? []
          : [
              guardDone(
                constraintExists(table, constraint),
                `${name} is a constraint already: nothing is left to prove.`,
              ),
              ...notNull.flatMap(({ proof }) => proof.prove),
            ],
    }),
    undo: [
      {
        id: 'undo-index',
        title: `Drop the index of ${name} again`,
        why: 'Rows keep what they have.',
        sql: [
          doBlock([
            guardNotReady(
              constraintExists(table, constraint),
              `${name} is a constraint already: contract has run.`,
              'Take contract back first, with its own down file.',
            ),
            retried(context, 'Catalog changes only.', [
              lockFamily(context, 'ACCESS EXCLUSIVE'),
              ...building.leaves.map(({ index }) => render('drop-index', { index: qualified(index) })),
              ...notNull.flatMap(({ proof }) => proof.unprove),
              ...nullableAgain(key),
            ]),
          ]),
        ],
      },
    ],
  };
}

/** Since 18 a partition whose index was its primary key has a NOT NULL of its own. */
const nullableAgain = ({ notNull, building: { parents, leaves } }: Key): Sql[] =>
  parents.length === 0
    ? []
    : leaves.flatMap(({ table }) =>
        notNull.map(({ column }) => render('drop-not-null', { table: qualified(table), column: ident(column) })),
      );

/** The index becomes the constraint, in some milliseconds. */
export function attach(key: Key): DraftPhase {
  const { building, constraint, type, notNull } = key;
  const { context } = building;
  const { table, options } = context;
  const [says, name] = [qualified(table).text, ident(constraint).text];
  return {
    name: 'contract',
    title: `Make the index the ${type} ${name}`,
    subject: constraint,
    summary: [
      `Makes the index that was built the ${type} ${name} of ${says}; no row is read.`,
      'Goes out with deploy 2, after backfill.',
      `Locks: ACCESS EXCLUSIVE on ${says} for some milliseconds; no attempt waits longer than ${options.lockTimeoutMs} ms for all its locks, and it is tried again.`,
      `Going back: ALTER TABLE ${says} DROP CONSTRAINT ${name}; the index goes with it.`,
      rerun(context),
    ],
    gate: [
      ...builtGates(leavesAlone(key)),
      ...notNull.map(({ column, proof }) =>
        gate(`not-null-${column}`, `Every row has ${ident(column).text}.`, proof.proven),
      ),
    ],
    steps: [
      {
        id: 'attach',
        title: `Make ${name} a constraint`,
        why: 'With its index there is nothing left to read.',
        sql: [doBlock(attaching(key))],
      },
    ],
    undo: [
      dropConstraintStep(context, constraint, [
        // As the middle file left it.
        ...building.leaves.map((leaf) => buildPlainly(building, leaf)),
        ...notNull.flatMap(({ proof }) => proof.unfinish),
      ]),
    ],
  };
}

function attaching(key: Key): Sql[] {
  const { building, constraint, notNull } = key;
  const { context, top, leaves, parents } = building;
  const { table } = context;
  const name = ident(constraint).text;
  return [
    guardDone(constraintExists(table, constraint), `${name} is a constraint already: nothing to do.`),
    ...leaves.map((leaf) =>
      guardNotReady(
        or(not(indexUsable(leaf.table, leaf.index)), not(alike(building, leaf))),
        `The index ${qualified(leaf.index).text} is missing or INVALID.`,
        'Run the backfill file first.',
      ),
    ),
    ...notNull.map(({ column, proof }) =>
      guardNotReady(
        not(proof.proven),
        `Nothing proves yet that every row has ${ident(column).text}.`,
        'Run the backfill file first.',
      ),
    ),
    retried(context, 'All in one transaction; no row is read.', [
      lockFamily(context, 'ACCESS EXCLUSIVE'),
      ...notNull.flatMap(({ proof }) => proof.finish.map(partSql)),
      ...constraints(key),
      ...(parents.length === 0
        ? []
        : [
            guardNotReady(
              not(indexUsable(top.table, top.index)),
              `A partition of ${qualified(table).text} came after this plan was made and has no index for ${name}.`,
              'Nothing was changed: make a new plan with --force.',
            ),
          ]),
    ]),
  ];
}
