import { ident, qualified } from '../../sql/value.ts';
import type { Change, Constraint, Finding, Index, Table } from '../../types.ts';
import { anyCode } from '../code-of-kind.ts';
import type { Context } from '../context.ts';
import type { Draft, DraftPhase } from '../draft.ts';
import { nothingToCopy } from '../mirror/nothing-to-copy.ts';
import { wholePlan } from '../whole-plan.ts';
import { findings } from './plan.ts';

/** What goes: a constraint, with the index behind a key. */
interface Gone {
  readonly constraint: Constraint;
  readonly index: Index | undefined;
}

/** The plan around its one phase. */
export function planOfDrop(change: Change, context: Context, { constraint, index }: Gone, phase: DraftPhase): Draft {
  const { table, catalog } = context;
  const [says, name] = [qualified(table).text, ident(constraint.name).text];
  return wholePlan(change, {
    context,
    wording: {
      title: `drop ${name} of ${says}`,
      summary: `${says} loses ${name}: ${constraint.definition}.${index === undefined ? '' : ` Its index ${qualified(index).text} goes with it.`}`,
      enough: 'One phase is enough: no row is read or written, and code that kept the constraint goes on as it is.',
      old: name,
      new: name,
      names: [],
      does: { old: 'reads and writes as ever' },
      unsafe: {},
      kept: 'code that kept the constraint goes on without it.',
      afterContract: `Rows may break what ${name} said.`,
      downDoes: `a down file adds ${name} again while everybody waits, and fails when rows break it by then.`,
      downLoses: 'read every row while everybody waits',
    },
    estimate: nothingToCopy(catalog),
    phases: [phase],
    code: anyCode,
    deploys: [
      {
        number: 1,
        title: `Drop ${name}`,
        runs: ['contract'],
        ships: null,
        code: 'Unchanged.',
        gate: 'Nobody relies on what it refuses.',
        rollback: 'The database need not go back with the code; adding it again is a plan of its own.',
      },
    ],
    attention: index === undefined ? [] : [...findings(index, says), ...keyless(constraint, table)],
    fixes: [],
  });
}

/** Without a primary key nothing tells the rows of a published table apart. */
const keyless = ({ type, name }: Constraint, table: Table): Finding[] =>
  type === 'p' && table.replicaIdentity === 'd'
    ? [
        {
          id: 'primary-key',
          level: 'warning',
          title: `${qualified(table).text} has no primary key then`,
          detail: `${ident(name).text} is what tells its rows apart: where the table is published, UPDATE and DELETE fail until it has a replica identity, and tools that go by the key stop working. Its columns stay NOT NULL.`,
          deploy: 1,
        },
      ]
    : [];
