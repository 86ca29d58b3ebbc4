import { ident, qualified } from '../../sql/value.ts';
import type { CodeVersion, Deploy, Finding, Wording } from '../../types.ts';
import { modelOf, withModels } from '../code-models.ts';
import { oldCode } from '../code-versions.ts';
import { rightNow } from '../findings.ts';
import { madeFromDump } from '../from-dump.ts';
import { inArchive } from './archive-schema.ts';
import { acknowledgedFunctions } from './findings.ts';
import type { LeavingTable } from './subject.ts';
import { says as saysUser } from './with.ts';

const along = ({ users }: LeavingTable): string =>
  users.length === 0 ? '' : `, with ${users.map(saysUser).join(', ')}`;

const orThese = ({ users }: LeavingTable): string => users.map((user) => ` or ${saysUser(user)}`).join('');

const placed = ({ context: { table } }: LeavingTable): string => qualified(inArchive(table.name)).text;

/** What the notes say. */
export function tableWording(leaving: LeavingTable): Wording {
  const { context, archive, users } = leaving;
  const says = qualified(context.table).text;
  return {
    title: `drop the table ${says}`,
    summary: `The table ${says} goes${along(leaving)}, once no code uses it. ${archive ? `It is not copied: it becomes ${placed(leaving)}, with its rows, indexes and sequences.` : 'Its rows are lost.'}`,
    enough: 'Code may stop using a table as things are, so there is no expand phase.',
    old: ident(context.table.name).text,
    new: `no ${ident(context.table.name).text}`,
    names: [
      context.table.name,
      ...users.flatMap((user) => (user.kind === 'view' || user.kind === 'function' ? [user.name] : [])),
    ],
    does: { old: `reads and writes ${says}`, new: `does not name ${says}` },
    unsafe: { old: { early: '', late: `${says} is not there any more` } },
    kept: `${says} is there until contract; but rows that old code expects there, newer code has not written.`,
    afterContract: `Code that names ${says}${orThese(leaving)} fails from here on.`,
    downDoes: archive ? 'a down file brings the table back as it was at contract.' : 'no file brings the table back.',
    downLoses: archive ? 'lock every table that is involved' : 'cannot bring the table back',
  };
}

/** Code that uses the table, and code that does not know it. */
export const tableCode = (leaving: LeavingTable): CodeVersion[] =>
  withModels(versions(leaving), {
    old: modelOf(leaving.context.table, []),
    new: modelOf(leaving.context.table, [], [], null),
  });

const versions = ({ context: { table } }: LeavingTable): CodeVersion[] => [
  oldCode,
  {
    id: 'new',
    deploy: 1,
    says: 'New code',
    writes: [],
    reads: [],
    since: null,
    until: null,
    needs: '',
    advice: [
      `It does not name ${qualified(table).text}: no query, no join, no TRUNCATE, no model or migration that looks the table up when the program starts.`,
    ],
  },
];

/** Three deploys: the code, a look for whoever still uses it, the table. */
export function tableDeploys(leaving: LeavingTable): Deploy[] {
  const { context, archive } = leaving;
  const says = qualified(context.table).text;
  return [
    {
      number: 1,
      title: `Code without ${ident(context.table.name).text}`,
      runs: [],
      ships: 'new',
      code: `Stop reading and writing ${says}.`,
      gate: 'Nothing has to be true.',
      rollback: `Roll the code back: ${says} is still there.`,
    },
    {
      number: 2,
      title: 'Verify',
      runs: ['backfill'],
      ships: null,
      code: 'Unchanged.',
      gate: 'No instance of the old code is left.',
      rollback: 'Nothing was changed.',
    },
    {
      number: 3,
      title: 'Contract',
      runs: ['contract'],
      ships: null,
      code: 'Unchanged.',
      gate: `Whatever runs rarely (reports, the end of a month) has had its turn since deploy 2, and nothing has used ${says}${orThese(leaving)}.`,
      rollback: archive
        ? `At once, nothing is copied: ALTER TABLE ${placed(leaving)} SET SCHEMA ${ident(context.table.schema).text}; foreign keys and what went along are made again after that. Drop the table in the archive when nobody will ask for it any more.`
        : 'Not possible: the rows are gone.',
    },
  ];
}

/** The plain lines at the top of each file. */
export function tableSummaries(leaving: LeavingTable): { backfill: string[]; contract: string[] } {
  const { context, archive } = leaving;
  const { options, planId, table } = context;
  const says = qualified(table).text;
  const again = `Plan ${planId}; it may be run again at any time. Do not run it inside a transaction.`;
  return {
    backfill: [
      `Looks for a second whether anybody uses ${says}, and writes down how often it was read and written until now. There is nothing to copy.`,
      'Goes out with deploy 2, when no old code is left.',
      'Locks: none that blocks reads or writes.',
      'Going back: nothing was changed.',
      again,
    ],
    contract: [
      `${archive ? `Makes ${says} ${placed(leaving)}; nothing is copied` : `Drops ${says} with its rows`}${along(leaving)}. Its foreign keys go first, one by one.`,
      'Goes out with deploy 3, when the query in the notes has shown that nothing uses it.',
      `Locks: ACCESS EXCLUSIVE on ${says} and, for each foreign key by itself, on the other table, for some milliseconds; no attempt waits longer than ${String(options.lockTimeoutMs)} ms, and it is tried again.`,
      archive ? `Going back: the table is in the archive, whole.` : 'Going back: not possible, the rows are gone.',
      again,
    ],
  };
}

/** What a person must know. */
export function tableFindings(leaving: LeavingTable): Finding[] {
  const { context, archive, users } = leaving;
  const { table } = context;
  const says = qualified(table).text;
  const keys = [table, ...table.family].flatMap(({ constraints }) =>
    constraints.filter((c) => c.type === 'f' && !c.incoming && !c.inherited).map(({ name }) => ident(name).text),
  );
  const found: (Finding | false)[] = [
    users.length > 0 && {
      id: 'goes-along',
      level: 'warning',
      title: 'Contract drops more than the table',
      detail: `${users.map(saysUser).join(', ')}. Whoever uses one of them must have stopped before deploy 3.`,
      deploy: 3,
    },
    keys.length > 0 && {
      id: 'foreign-keys',
      level: 'note',
      title: 'Its foreign keys go first',
      detail: `${keys.join(', ')}: each in a transaction of its own, because each locks the other table too.${archive ? ' In the archive the table has none, so that it holds up nobody.' : ''}`,
      deploy: 3,
    },
    archive && {
      id: 'archive',
      level: 'note',
      title: 'The archive',
      detail: `${placed(leaving)} keeps its rows, its owner and its rights; nobody but the owner may look into its schema. It takes as much room as before: the plan never drops it. Remember it when personal data must be erased.`,
      deploy: 3,
    },
    context.catalog.environment.logicalReplication && {
      id: 'subscribers',
      level: 'warning',
      title: 'Subscribers',
      detail: `A subscription that expects ${says} needs ALTER SUBSCRIPTION ... REFRESH PUBLICATION after contract.`,
      deploy: 3,
    },
  ];
  return [
    ...found.filter((each) => each !== false),
    ...acknowledgedFunctions(context, ident(table.name).text, 3),
    ...rightNow(context),
    ...madeFromDump(context),
  ];
}
