import { render } from '../../sql/render.ts';
import { ident, inFormat, literal, qualified, type Sql } from '../../sql/value.ts';
import type { Catalog, Change, PlanOptions } from '../../types.ts';
import { doBlock, guardDone, guardNotReady, ifBlock } from '../blocks.ts';
import { unhurried, validateConstraint, validateMembers } from '../constraint-fragments.ts';
import type { Draft, DraftPhase, DraftStep } from '../draft.ts';
import { eachMember, execute, familyQuery, MEMBER } from '../family.ts';
import { gate } from '../gates.ts';
import { columnsPart } from '../index-columns.ts';
import { kindPlanId } from '../plan-id.ts';
import { validate } from '../prove.ts';
import { refuseTable } from '../table-refusals.ts';
import { and, constraintExists, constraintValidated, not, tableMissing } from '../state.ts';
import { refuseViolations, violationsGate } from '../violations.ts';
import { contextOf } from '../whole-plan.ts';
import { dropConstraintStep } from './drop-step.ts';
import { actionsOf, endsOf, type ForeignKey, keyFindings, refuseForeignKey } from './foreign-key-facts.ts';
import { addKey, addToPartitions, byPartition, orphans, underBothLocks } from './foreign-key-sql.ts';
import { constraintName } from './names.ts';
import { planRule, rerun } from './rule.ts';

/** A foreign key: NOT VALID in expand, under a short lock on both tables; validated in the middle, which stops nobody. */
export function planAddForeignKey(
  change: Change,
  catalog: Catalog,
  options: PlanOptions,
  ends: readonly [readonly string[], readonly string[]],
): Draft {
  const { table } = catalog;
  const found = endsOf(catalog, ends);
  const constraint = constraintName(catalog, {
    name: change['name'] as string | undefined,
    columns: columnsPart(found.columns),
    label: 'fkey',
  });
  const context = contextOf({ planId: kindPlanId('add-foreign-key', table, [constraint]), catalog, options });
  const key: ForeignKey = { context, constraint, ...found, ...actionsOf(change) };
  refuseTable(context, qualified(table).text);
  refuseForeignKey(key);
  const [own, there] = [found.columns, found.referenced].map((names) =>
    names.map((name) => ident(name).text).join(', '),
  );
  const other = qualified(found.other).text;
  return planRule(change, {
    context,
    constraint,
    columns: found.columns,
    says: `the foreign key from ${own ?? ''} to ${there ?? ''} of ${other}`,
    breaks: `write a row that refers to no row of ${other}, or delete one that rows refer to`,
    keeps: `writes the row of ${other} first, and deletes it last`,
    refuses: '23503',
    binds: 'expand',
    phases: [expand(key), middle(key)],
    attention: keyFindings(key),
    enough: 'Two phases are enough: once the rows are validated there is nothing left to take away.',
  });
}

function expand(key: ForeignKey): DraftPhase {
  const { context, constraint, other } = key;
  const { table, options } = context;
  const [says, there, name] = [qualified(table).text, qualified(other).text, ident(constraint).text];
  const add = byPartition(key)
    ? addToPartitions(key)
    : underBothLocks(key, 'The catalog alone.', [addKey(key, { on: 'table', validity: ' NOT VALID' })]);
  return {
    name: 'expand',
    title: `Add the foreign key ${name} for new writes`,
    subject: constraint,
    summary: [
      `Adds the foreign key ${name} from ${says} to ${there}, NOT VALID: it binds every write from here on, and reads no row.`,
      'Goes out with deploy 2, when the code of deploy 1 runs on every instance.',
      `Locks: writes to ${says} and ${there} wait for some milliseconds; no attempt waits longer than ${options.lockTimeoutMs} ms for both, and it is tried again.`,
      'Going back: drop the constraint, with the down file too.',
      rerun(context),
    ],
    gate: [
      gate(
        'tables',
        `${says} and ${there} are there, and ${name} is not yet.`,
        and(not(tableMissing(table)), not(tableMissing(other)), not(constraintExists(table, constraint))),
      ),
      violationsGate('violations', orphans(key)),
    ],
    steps: [
      {
        id: 'add-key',
        title: `Add ${name} to ${says}, NOT VALID`,
        why: 'Without NOT VALID every row would be read while writes to both tables wait.',
        sql: [
          doBlock([
            guardNotReady(tableMissing(table), `There is no table ${says}.`, 'Is this the right database?'),
            guardNotReady(tableMissing(other), `There is no table ${there}.`, 'Is this the right database?'),
            guardDone(constraintExists(table, constraint), `${says} has ${name} already: nothing to do.`),
            add,
          ]),
        ],
      },
    ],
    undo: [undo(key)],
  };
}

/** Partitions keep a key that was their own before the partitioned table had one. */
function undo(key: ForeignKey): DraftStep {
  const { context, constraint } = key;
  const each = render('drop-constraint', { table: MEMBER, constraint: inFormat(ident(constraint)) });
  const members = eachMember(context, 'And those of the partitions.', [execute(each)], 'members with rows');
  return dropConstraintStep(context, constraint, byPartition(key) ? [members] : []);
}

function middle(key: ForeignKey): DraftPhase {
  const { context, constraint, other } = key;
  const { table } = context;
  const [says, there, name] = [qualified(table).text, qualified(other).text, ident(constraint).text];
  return {
    name: 'backfill',
    title: `See that every row keeps ${name}`,
    subject: constraint,
    summary: [
      `Counts the rows of ${says} that refer to no row of ${there} and stops with their number when there are some; otherwise validates ${name}.`,
      'Goes out after expand, any time.',
      `Locks: SHARE UPDATE EXCLUSIVE on ${says} and ROW SHARE on ${there}, which stop no read or write${byPartition(key) ? '; a stronger one for some milliseconds at the end, when the partitions have theirs and the table takes them over' : ''}.`,
      'Going back: nothing is changed but that the constraint is known to hold.',
      rerun(context),
    ],
    gate: [
      ...(byPartition(key) ? [] : [gate('not-valid', `${says} has ${name}.`, constraintExists(table, constraint))]),
      violationsGate('violations', orphans(key)),
    ],
    steps: [
      {
        id: 'validate',
        title: `Count the rows that refer to nothing, then validate ${name}`,
        why: 'Reads and writes go on while every row is read.',
        sql: [doBlock(validation(key))],
      },
    ],
    undo: byPartition(key) ? [undo(key)] : [],
  };
}

function validation(key: ForeignKey): Sql[] {
  const { context, constraint } = key;
  const { table } = context;
  const [says, name] = [qualified(table).text, ident(constraint).text];
  const done = guardDone(constraintValidated(table, constraint), `${name} is valid already: nothing to do.`);
  if (!byPartition(key))
    return [
      guardNotReady(
        not(constraintExists(table, constraint)),
        `${says} has no ${name} yet.`,
        'Run the expand file first.',
      ),
      done,
      refuseViolations(orphans(key)),
      // Children that inherit have no part in it.
      ...(table.kind === 'p'
        ? [validateConstraint(context, constraint)]
        : [unhurried({ title: 'The rows that are there.', sql: [validate(context, constraint)] })]),
    ];
  return [
    guardNotReady(tableMissing(table), `There is no table ${says}.`, 'Is this the right database?'),
    guardNotReady(
      render('member-without-constraint', {
        members: familyQuery(table, 'members with rows'),
        constraint: literal(constraint),
      }),
      `A partition of ${says} has no ${name} yet.`,
      'Run the expand file first; it may be run again for a partition that came later.',
    ),
    done,
    refuseViolations(orphans(key)),
    validateMembers(context, constraint),
    ifBlock(not(constraintExists(table, constraint)), [
      underBothLocks(key, 'It takes over the keys of the partitions, which hold already: no row is read.', [
        addKey(key, { on: 'table', validity: '' }),
      ]),
    ]),
  ];
}
