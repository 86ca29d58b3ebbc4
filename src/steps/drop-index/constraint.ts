import { parseParts, spellings } from '../../catalog/name.ts';
import { Refusal, UserError } from '../../errors.ts';
import { render } from '../../sql/render.ts';
import { ident, literal, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { Catalog, Change, Constraint, Index, PlanOptions, Table } from '../../types.ts';
import { doBlock, guardDone, guardNotReady, lockTable, partSql, retried } from '../blocks.ts';
import { rerun } from '../constraint-kinds/rule.ts';
import { commentOf } from '../constraints.ts';
import type { Context } from '../context.ts';
import type { Draft, DraftPhase, DraftStep } from '../draft.ts';
import { lockFamily } from '../family.ts';
import { gate } from '../gates.ts';
import { settings, takeOver } from '../indexes.ts';
import { kindPlanId } from '../plan-id.ts';
import { constraintExists, not, tableMissing } from '../state.ts';
import { refuseTable } from '../table-refusals.ts';
import { contextOf } from '../whole-plan.ts';
import { planOfDrop } from './constraint-texts.ts';

/** One phase: a constraint goes with a short lock on its table, and on the other one of a foreign key. */
export function planDropConstraint(change: Change, catalog: Catalog, options: PlanOptions): Draft {
  const { table } = catalog;
  const constraint = constraintNamed(String(change['constraint']), table);
  const context = contextOf({ planId: kindPlanId('drop-constraint', table, [constraint.name]), catalog, options });
  refuseTable(context, `${ident(constraint.name).text} of ${qualified(table).text}`);
  const index = table.indexes.find(({ name }) => name === constraint.index);
  refuseConstraint(constraint, table, index);
  return planOfDrop(change, context, { constraint, index }, phase(context, constraint, index));
}

function constraintNamed(word: string, { schema, name: table, constraints }: Table): Constraint {
  const own = constraints.filter(({ incoming }) => !incoming);
  const last = parseParts(word).at(-1);
  const [found] = (last === undefined ? [] : spellings(last)).flatMap((name) =>
    own.filter((each) => each.name === name),
  );
  if (found !== undefined) return found;
  const names = own.map(({ name }) => ident(name).text).join(', ');
  throw new UserError(
    `${qualified({ schema, name: table }).text} has no constraint ${word}${own.length === 0 ? '' : `. Its constraints: ${names}`}.`,
    { hint: own.length === 0 ? 'psql shows the constraints of a table with \\d.' : 'Name one of these.' },
  );
}

function refuseConstraint(constraint: Constraint, table: Table, index: Index | undefined): void {
  const [says, on] = [ident(constraint.name).text, qualified(table).text];
  if (constraint.inherited)
    throw new Refusal(
      'inherited',
      `${says} of ${on} comes from ${table.parents.map((parent) => qualified(parent).text).join(', ')} and cannot be dropped here.`,
      `Drop it there: plan drop-constraint ${table.parents.map((parent) => qualified(parent).text).join(' or ')} ${says}`,
    );
  if (constraint.type === 't')
    throw new Refusal(
      'constraint-trigger',
      `${says} of ${on} is a constraint trigger.`,
      `DROP TRIGGER ${says} ON ${on} drops it.`,
    );
  const dependents = index?.dependents ?? [];
  if (dependents.length > 0)
    throw new Refusal(
      'dependents',
      `${says} of ${on} cannot be dropped: ${dependents.join(', ')} needs it.`,
      'Drop what needs it first: plan drop-constraint <table> <constraint> for each foreign key.',
    );
}

function phase(context: Context, constraint: Constraint, index: Index | undefined): DraftPhase {
  const { table, options } = context;
  const [says, name] = [qualified(table).text, ident(constraint.name).text];
  const target = { table: qualified(table), constraint: ident(constraint.name) };
  const other = constraint.references;
  const both = other === null ? says : `${says} and ${qualified(other).text}`;
  return {
    name: 'contract',
    title: `Drop the constraint ${name}`,
    subject: constraint.name,
    summary: [
      `Drops ${name} of ${says}: ${constraint.definition}${index === undefined ? '' : '; its index goes with it'}.`,
      'Goes out with deploy 1.',
      `Locks: ACCESS EXCLUSIVE on ${both} for some milliseconds; no attempt waits longer than ${options.lockTimeoutMs} ms for all its locks, and it is tried again.`,
      'Going back: add it again, with a plan of its own; in development run the down file.',
      rerun(context),
    ],
    gate: [gate('constraint', `${says} has ${name}.`, constraintExists(table, constraint.name))],
    steps: [
      {
        id: 'drop',
        title: `Drop ${name} of ${says}`,
        why: 'The catalog alone changes.',
        sql: [
          doBlock([
            guardNotReady(tableMissing(table), `There is no table ${says}.`, 'Is this the right database?'),
            guardDone(not(constraintExists(table, constraint.name)), `${says} has no ${name} any more: nothing to do.`),
            ...(index === undefined
              ? []
              : [
                  guardNotReady(
                    render('constraint-referenced', { table: literal(says), constraint: literal(constraint.name) }),
                    `A foreign key needs ${name} of ${says}.`,
                    'It came after this plan was made: drop it first, then run this file again.',
                  ),
                ]),
            retried(context, 'The catalog alone.', [
              ...locksOf(context, constraint),
              render('drop-constraint', target),
            ]),
          ]),
        ],
      },
    ],
    undo: [again(context, constraint, index)],
  };
}

/** Adds it as it was, for down files. */
function again(context: Context, constraint: Constraint, index: Index | undefined): DraftStep {
  const { table } = context;
  const [says, name] = [qualified(table).text, ident(constraint.name).text];
  const target = { table: qualified(table), constraint: ident(constraint.name) };
  const parts =
    index === undefined
      ? commentOf(context, constraint, constraint.name)
      : [...settings(context, index, index), ...takeOver(context, index, index)];
  return {
    id: 'undo-drop',
    title: `Add ${name} to ${says} again`,
    why: 'Under a lock: for development.',
    sql: [
      doBlock([
        guardDone(constraintExists(table, constraint.name), `${says} has ${name} already: nothing to do.`),
        retried(context, 'As it was.', [
          ...locksOf(context, constraint),
          render('add-constraint', { ...target, definition: verbatim(constraint.definition) }),
          ...parts.map(partSql),
        ]),
      ]),
    ],
  };
}

/** The table with its family, and the other one of a foreign key. */
function locksOf(context: Context, { references }: Constraint): Sql[] {
  const { table } = context;
  const other = references === null || qualified(references).text === qualified(table).text ? [] : [references];
  return [lockFamily(context, 'ACCESS EXCLUSIVE'), ...other.map((each) => lockTable(each, 'ACCESS EXCLUSIVE'))];
}
