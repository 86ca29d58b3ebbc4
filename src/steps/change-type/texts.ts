import { ident, qualified } from '../../sql/value.ts';
import type { CodeVersion, DatabasePhase, Deploy, Wording } from '../../types.ts';
import { asItIs, modelOf, withModels, withPairModels } from '../code-models.ts';
import { oldAndNew, oldCode } from '../code-versions.ts';
import { type Context, type Pair } from '../context.ts';
import { finalName, keepsName, newColumn } from '../pair.ts';
import { deploys } from '../deploys.ts';
import { tableName } from '../../notes/code.ts';
import { incomingKeys } from './incoming-keys.ts';
import { viewsOf } from './views.ts';

interface Names {
  readonly says: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

const namesOf = ({ table }: Context, { old, converts }: Pair): Names => ({
  says: qualified(table).text,
  name: ident(old.name).text,
  from: old.type,
  to: converts?.type.type ?? '',
});

/** The plain lines at the top of each file. */
export function summaries(context: Context, pair: Pair): Record<DatabasePhase, string[]> {
  const { options, planId } = context;
  const { says, name, from, to } = namesOf(context, pair);
  const wait = `${options.lockTimeoutMs} ms`;
  const others = [
    ...new Set(
      [...viewsOf(context), ...incomingKeys(context).map(({ table }) => table)].map((each) => qualified(each).text),
    ),
  ].filter((other) => other !== says);
  const also = others.length === 0 ? '' : `, and on ${others.join(', ')}`;
  return {
    expand: [
      `Adds a column of type ${to} beside ${name} of ${says} (${from}), and a trigger that keeps both in step.`,
      'Goes out with deploy 1, before the backfill; the code stays as it is.',
      `Locks: ACCESS EXCLUSIVE on ${says} for some milliseconds; no attempt waits longer than ${wait}, and it is tried again.`,
      'Going back: leave it, it does no harm; in development run the down file.',
      `Plan ${planId}; it may be run again at any time. Do not run it inside a transaction.`,
    ],
    backfill: [
      `Converts ${name} in small batches, builds what hangs on it a second time on the new column, and proves that every value is there.`,
      'Goes out after expand, any time before contract; the code stays as it is.',
      `Locks: some rows for some milliseconds; ACCESS EXCLUSIVE on ${says}${also} for some milliseconds where a constraint is added (${wait} an attempt).`,
      'Going back: stop it whenever you like and run it again, it goes on where it stopped; in development run the down file.',
      `Plan ${planId}. Do not run it inside a transaction: it commits batch by batch.`,
    ],
    contract: [
      `Drops the old ${name} of ${says} and puts the column of type ${to} in its place, with its keys, indexes, constraints and their names.`,
      `Goes out with the last deploy, when ${keepsName(pair) ? 'all code takes either type' : 'no instance of the old code is left'}.`,
      `Locks: ACCESS EXCLUSIVE on ${says}${also} for some milliseconds; no attempt waits longer than ${wait} for all its locks, and it is tried again.`,
      'Going back: not after this; make a plan to the old type again. In development run the down file.',
      `Plan ${planId}; it refuses to run until the backfill is proven. Do not run it inside a transaction.`,
    ],
  };
}

/** Code that does not mind, and code that counts on the new type; with another name, code that knows one column each. */
export function codeOf(context: Context, pair: Pair): CodeVersion[] {
  const { name, from, to } = namesOf(context, pair);
  const [before, after] = statements(context, pair);
  if (!keepsName(pair))
    return withPairModels(
      context,
      oldAndNew(
        'The whole backfill phase has run: every value is converted and proven, indexes and constraints are there.',
        [
          `New code need not write ${name}. What only ${to} can say is stored at once; code that knows only ${name} sees NULL there, or what --reverse gives.`,
        ],
      ).map((version) => (version.id === 'new' ? { ...version, statements: [{ before, after }] } : version)),
    );
  const versions: CodeVersion[] = [
    oldCode,
    {
      id: 'either',
      deploy: 2,
      says: 'Code that takes either type',
      writes: ['old'],
      reads: ['old'],
      since: null,
      until: null,
      needs: '',
      advice: [
        `Contract changes the type of ${name} between two statements of a running program. A named prepared statement that returns ${name} fails from then on with "cached plan must not change result type" until it is prepared again; one that casts to the type that is to come, as below, goes on.`,
        `See what the driver makes of ${to}: some hand out a string for bigint or numeric where they gave a number for ${from}.`,
      ],
      statements: [{ before, after }],
    },
    {
      id: 'new',
      deploy: 3,
      says: 'New code',
      writes: ['old'],
      reads: ['old'],
      since: 'contract',
      until: null,
      needs: '',
      advice: [`From here on values that only ${to} can say may be written; the casts may go.`],
    },
  ];
  const then = modelOf(context.table, [asItIs({ ...newColumn(pair), name: pair.old.name })]);
  return withModels(versions, { old: modelOf(context.table, [asItIs(pair.old)]), either: then, new: then });
}

function statements({ table }: Context, pair: Pair): [string, string] {
  const { name, to } = namesOf({ table } as Context, pair);
  const from = tableName({ schema: table.schema, name: table.name, columns: [] });
  return keepsName(pair)
    ? [`SELECT ${name} FROM ${from};`, `SELECT ${name}::${to} AS ${name} FROM ${from};`]
    : [`SELECT ${name} FROM ${from};`, `SELECT ${ident(finalName(pair)).text} FROM ${from};`];
}

/** Three deploys: the tables, the code that does not mind, the swap. */
export function deploysOf(context: Context, pair: Pair): Deploy[] {
  const { says, name, from, to } = namesOf(context, pair);
  if (!keepsName(pair)) return deploys(context);
  return [
    {
      number: 1,
      title: 'Expand and backfill',
      runs: ['expand', 'backfill'],
      ships: null,
      code: 'Unchanged.',
      gate: `${name} of ${says} is ${from}.`,
      rollback: 'Nothing to roll back in the code. The second column does no harm; leave it.',
    },
    {
      number: 2,
      title: `Code that takes ${name} as ${from} and as ${to}`,
      runs: [],
      ships: 'either',
      code: `Everything that reads ${name} takes ${to} too: variables, parameters of functions, drivers, columns of other systems that it is copied to.`,
      gate: 'None: both may run side by side.',
      rollback: 'Roll the code back.',
    },
    {
      number: 3,
      title: 'Contract',
      runs: ['contract'],
      ships: 'new',
      code: `May write what only ${to} can hold once contract has run.`,
      gate: `No instance of code is left that would not take ${to}.`,
      rollback: `Forward only: to make it ${from} again is a plan of its own.`,
    },
  ];
}

/** What the notes say. */
export function wordingOf(context: Context, pair: Pair): Wording {
  const { says, name, from, to } = namesOf(context, pair);
  const kept = keepsName(pair);
  const final = ident(finalName(pair)).text;
  return {
    title: `change ${name} of ${says} from ${from} to ${to}${kept ? '' : ` as ${final}`}`,
    summary: `A second column of type ${to} is filled and kept in step with ${name} while traffic goes on; contract puts it in the place of the old one in one short transaction.`,
    old: kept ? `${name} as ${from}` : name,
    new: kept ? `${name} as ${to}` : final,
    names: [name],
    does: kept
      ? {
          old: `reads and writes ${name} as ${from}`,
          either: `reads and writes ${name}, and takes ${from} and ${to}`,
          new: `writes what only ${to} can hold, too`,
        }
      : { old: `reads and writes ${name} alone`, new: `reads and writes ${final} alone` },
    unsafe: kept
      ? {
          old: { early: '', late: `${name} is ${to} now` },
          new: { early: `${name} is still ${from}: what does not fit is refused`, late: '' },
        }
      : {},
    kept: 'the trigger carries every write over to the other column.',
    afterContract: kept
      ? `${name} is ${to}: the code of deploy 2 may come back, no older code.`
      : `Code that names ${name} fails from here on.`,
    downDoes: `a down file writes the whole table anew in the old type, under a lock.`,
    downLoses: `lose what only ${to} can hold`,
  };
}
