import { ident, qualified } from '../../sql/value.ts';
import type { CodeVersion, DatabasePhase, Deploy, Wording } from '../../types.ts';
import { asItIs, modelOf, unknown, withModels } from '../code-models.ts';
import { oldCode } from '../code-versions.ts';
import type { Archive } from './archive.ts';
import { type Leaving, saysColumn } from './subject.ts';
import { relaxes } from './relax.ts';
import { says as saysUser } from './with.ts';

/** `, with the view public.v`: what `--with` drops too. */
const along = ({ users }: Leaving): string => (users.length === 0 ? '' : `, with ${users.map(saysUser).join(', ')}`);

/** ` or the view public.v`. */
const orThese = ({ users }: Leaving): string => users.map((user) => ` or ${saysUser(user)}`).join('');

const placed = (archive: Archive): string =>
  `${qualified(archive.table).text}, by ${archive.keys.map(({ name }) => ident(name).text).join(', ')}`;

/** What the notes say. */
export function columnWording(leaving: Leaving): Wording {
  const { context, column, archive, relaxed, users } = leaving;
  const [table, name] = [qualified(context.table).text, ident(column.name).text];
  const kept =
    archive === null
      ? column.generated === ''
        ? 'Its values are lost.'
        : 'Its values are computed, so nothing is lost.'
      : `Its values are archived in ${placed(archive)}.`;
  return {
    title: `drop ${name} of ${table}`,
    summary: `The column ${name} leaves ${table}${along(leaving)}, after code that does not name it has been deployed. ${kept}`,
    ...(archive === null
      ? {
          enough: relaxes(relaxed)
            ? 'There is nothing to move, so there is no backfill.'
            : 'One phase is enough: code may leave the column out as things are, and there is nothing to move.',
        }
      : {}),
    old: name,
    new: `no ${name}`,
    names: [
      column.name,
      ...users.flatMap((user) => (user.kind === 'view' || user.kind === 'function' ? [user.name] : [])),
    ],
    does: { old: `reads and writes ${name}`, new: `does not name ${name}` },
    unsafe: {
      old: { early: '', late: `${name} is not there any more` },
      new: { early: `an INSERT without ${name} fails`, late: '' },
    },
    kept: `both work as long as ${name} is there${relaxes(relaxed) ? `, but rows that newer code has inserted have ${relaxed.default || column.default === null ? 'no value' : 'the default'} in it` : ''}.`,
    afterContract: `Code that names ${name}${orThese(leaving)} fails from here on.${archive === null ? '' : ` The values are in ${placed(archive)}.`}`,
    downDoes: `a down file adds ${name} again and writes every row${archive === null ? ', without the values' : ''}.`,
    downLoses: archive === null ? 'bring the column back empty' : 'lock the table while every row is written',
  };
}

const INSERT = ['before', 'after'] as const;

/** Code that uses the column, and code that does not know it. */
export function columnCode(leaving: Leaving): CodeVersion[] {
  const { context, column, relaxed } = leaving;
  const [table, name] = [qualified(context.table).text, ident(column.name).text];
  const other = context.table.columns.find(
    (each) => each.name !== column.name && each.generated === '' && each.sequence === null,
  );
  const rest = other === undefined ? '' : ident(other.name).text;
  const generated = column.generated !== '';
  const [insertBefore, insertAfter] = INSERT.map((when) => {
    const columns = [...(rest === '' ? [] : [rest]), ...(when === 'before' && !generated ? [name] : [])];
    return columns.length === 0
      ? `INSERT INTO ${table} DEFAULT VALUES;`
      : `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${String(at + 1)}`).join(', ')});`;
  });
  const code: CodeVersion[] = [
    oldCode,
    {
      id: 'new',
      deploy: 1,
      says: 'New code',
      writes: [],
      reads: [],
      since: relaxes(relaxed) ? 'expand' : null,
      until: null,
      needs: relaxes(relaxed) ? 'The expand file has run.' : '',
      advice: [
        `It neither reads nor writes ${name}: no SELECT, INSERT, UPDATE, WHERE, ORDER BY, RETURNING or ON CONFLICT names it.`,
        `SELECT * and RETURNING * name it too: an ORM that keeps a list of the columns (Active Record, Hibernate, Django, SQLAlchemy models) goes on writing and reading ${name} until the model no longer has it (Rails: ignored_columns) and every process has started anew.`,
      ],
      statements: [
        {
          before: `SELECT ${rest === '' ? '' : `${rest}, `}${name} FROM ${table};`,
          after: `SELECT ${rest} FROM ${table};`,
        },
        ...(generated ? [] : [{ before: insertBefore ?? '', after: insertAfter ?? '' }]),
      ],
    },
  ];
  const known = asItIs(column);
  return withModels(
    code,
    { old: modelOf(context.table, [known]), new: modelOf(context.table, [unknown(known)]) },
    modelOf(context.table, []),
  );
}

/** Two deploys: the code first, the column after it. */
export function columnDeploys(leaving: Leaving): Deploy[] {
  const { context, column, archive, relaxed } = leaving;
  const name = ident(column.name).text;
  const expands = archive !== null || relaxes(relaxed);
  return [
    {
      number: 1,
      title: `Code without ${name}`,
      runs: expands ? ['expand'] : [],
      ships: 'new',
      code: `Stop reading and writing ${name}. Old and new instances may run side by side.`,
      gate: `${saysColumn(leaving)} is there.`,
      rollback: `Roll the code back: ${name} is still there.`,
    },
    {
      number: 2,
      title: archive === null ? 'Contract' : 'Archive and contract',
      runs: archive === null ? ['contract'] : ['backfill', 'contract'],
      ships: null,
      code: 'Unchanged.',
      gate: `No instance of the old code is left, and nothing else uses ${name}${orThese(leaving)} (reports, jobs, other services).`,
      rollback:
        archive === null
          ? `Forward only: ${qualified(context.table).text} can get a column ${name} again, but not its values.`
          : `Forward only: add ${name} again and fill it from ${placed(archive)}; drop the archive when nobody will ask for it any more.`,
    },
  ];
}

/** The plain lines at the top of each file. */
export function summaries(leaving: Leaving): Record<DatabasePhase, string[]> {
  const { context, archive, relaxed } = leaving;
  const { options, planId, table } = context;
  const says = saysColumn(leaving);
  const [wait, on] = [`${String(options.lockTimeoutMs)} ms`, qualified(table).text];
  const again = `Plan ${planId}; it may be run again at any time. Do not run it inside a transaction.`;
  const relaxing = [
    ...(relaxed.notNull ? ['NOT NULL is dropped'] : []),
    ...(relaxed.default ? ['the default is dropped'] : []),
    ...relaxed.checks.map(({ constraint }) => `${ident(constraint.name).text} lets NULL pass`),
  ];
  return {
    expand: [
      `Lets code stop writing ${says}${relaxing.length === 0 ? ', which it may as things are' : `: ${relaxing.join(', ')}`}.${archive === null ? '' : ` Makes the empty archive ${qualified(archive.table).text}.`}`,
      'Goes out with deploy 1, before its code.',
      relaxes(relaxed)
        ? `Locks: ACCESS EXCLUSIVE on ${on} for some milliseconds; no attempt waits longer than ${wait}, and it is tried again.`
        : 'Locks: none that blocks reads or writes.',
      'Going back: roll the code back; the database need not go back with it.',
      again,
    ],
    backfill: [
      `Archives ${says} in small transactions, and notes what changes from then on.`,
      'Goes out with deploy 2, when no old code is left.',
      `Locks: SHARE ROW EXCLUSIVE on ${on} for some milliseconds, tried again like all locks; the rows are read without a lock.`,
      'Going back: it may be stopped at any time, and goes on when it is run again.',
      again,
    ],
    contract: [
      `Drops ${says}${along(leaving)}.${archive === null ? '' : ' What has changed since the backfill file is archived first; when that is too much it says so and changes nothing.'}`,
      'Goes out with deploy 2, when no old code is left.',
      `Locks: ACCESS EXCLUSIVE on ${on} for some milliseconds; no attempt waits longer than ${wait}, and it is tried again.`,
      archive === null
        ? 'Going back: not possible, the values are gone.'
        : `Going back: the values are in ${placed(archive)}.`,
      again,
    ],
  };
}
