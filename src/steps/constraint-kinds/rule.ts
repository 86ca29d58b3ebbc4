import { ident, qualified } from '../../sql/value.ts';
import type { Change, CodeVersion, Finding, PhaseName } from '../../types.ts';
import { withRefusal } from '../code-models.ts';
import { codeUntil } from '../code-of-kind.ts';
import type { Context } from '../context.ts';
import type { Draft, DraftPhase } from '../draft.ts';
import { spaceFor } from '../add-index/space.ts';
import { wholePlan } from '../whole-plan.ts';

/** A constraint that is to bind every row of a table, in the words of its kind. */
export interface Rule {
  readonly context: Context;
  readonly constraint: string;
  /** Those that it is about. */
  readonly columns: readonly string[];
  /** What it is, for example: the check total >= 0. */
  readonly says: string;
  /** What code may do before, and does no more. */
  readonly breaks: string;
  readonly keeps: string;
  /** The SQLSTATE of a write that breaks it. */
  readonly refuses: '23503' | '23505' | '23514';
  /** From which phase on writes that break it fail. */
  readonly binds: PhaseName;
  readonly phases: readonly DraftPhase[];
  readonly attention: readonly Finding[];
  /** Why there is no contract, or no expand. */
  readonly enough: string;
  /** What a person must know who writes the code, where it is not that NOT VALID binds at once. */
  readonly advice?: string;
  readonly statements?: CodeVersion['statements'];
}

/** The plan: code first, since a constraint binds writes as soon as it is there, valid or not. */
export function planRule(change: Change, rule: Rule): Draft {
  const { context, constraint, columns, says, breaks, keeps, phases, attention, enough } = rule;
  const table = qualified(context.table).text;
  const name = ident(constraint).text;
  return wholePlan(change, {
    context,
    wording: {
      title: `${says} of ${table}`,
      summary: `${table} gets ${says}, as ${name}. Rows that are there are read while reads and writes go on.`,
      enough,
      old: name,
      new: name,
      names: [],
      touches: { columns, by: 'write' },
      does: { old: `may ${breaks}`, new: keeps },
      unsafe: { old: { early: '', late: `what it writes is refused when it does ${breaks}` } },
      kept: 'what the new code writes, the code before it may read.',
      afterContract: `Code that would still ${breaks} fails.`,
      downDoes: `a down file drops ${name}.`,
      downLoses: 'take the constraint away again, so that rows may break it',
    },
    estimate: spaceFor(context),
    phases,
    code: codeOf(rule),
    deploys: [
      {
        number: 1,
        title: `Code that keeps ${says}`,
        runs: [],
        ships: 'new',
        code: `It ${keeps}; nothing that runs may ${breaks}.`,
        gate: 'Nothing.',
        rollback: 'Roll the code back; the database has not changed.',
      },
      {
        number: 2,
        title: `Add ${name}`,
        runs: phases.map((phase) => phase.name),
        ships: null,
        code: 'Unchanged.',
        gate: 'No row breaks it: the query shows those that do.',
        rollback: `The code of deploy 1 may stay as it is; ALTER TABLE ${table} DROP CONSTRAINT ${name} takes the constraint away.`,
      },
    ],
    attention,
    fixes: [],
  });
}

/** Code that is ready for what the constraint refuses goes out before it. */
function codeOf({ context: { table }, constraint, columns, refuses, binds, advice, statements }: Rule): CodeVersion[] {
  const name = ident(constraint).text;
  const code = codeUntil(binds, {
    needs: 'Nothing.',
    advice: [
      advice ??
        `${name} binds every write as soon as ${binds} has begun, before a single row that is there was read: NOT VALID means that old rows are not known to keep it, not that new ones need not. So this code goes out first, on every instance.`,
    ],
    ...(statements === undefined ? {} : { statements }),
  });
  return withRefusal(table, { columns, constraint, code: refuses }, code);
}

/** The lines at the top of a file that are the same for every constraint. */
export const rerun = ({ planId }: Context): string =>
  `Plan ${planId}; it may be run again at any time. Do not run it inside a transaction.`;
