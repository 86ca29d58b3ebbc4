import { Refusal, UserError } from '../../errors.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { QualifiedName, Sample } from '../../types.ts';
import { type Context, type Pair } from '../context.ts';
import { keepsName, newColumn } from '../pair.ts';
import { partitionKey } from '../family-refusals.ts';
import { newNameTaken, unfollowed } from '../refusals.ts';
import { refuseTable } from '../table-refusals.ts';
import { aboutView, viewsOf } from './views.ts';

type Check = (context: Context, pair: Pair, says: string) => Refusal | null;

const refuse = (reason: string, message: string, wayOut: string): Refusal => new Refusal(reason, message, wayOut);

const inherited: Check = ({ table }, { old }, says) =>
  table.isPartition || old.inheritedFrom > 0
    ? refuse(
        'inherited',
        `${says} is inherited from ${table.parents.map((each) => qualified(each).text).join(', ')}, and PostgreSQL changes it only from there.`,
        'Name the column of that table.',
      )
    : null;

/** A partitioned table gets its new primary key in contract, and nothing can reference it before. */
const family: Check = (context, { old }, says) => {
  const { table } = context;
  if (table.kind !== 'p' && table.family.length === 0) return null;
  const keys = [table, ...table.family].flatMap(({ constraints }) => constraints);
  const key = keys.find((c) => c.incoming && c.columns.includes(old.name));
  return key === undefined
    ? null
    : refuse(
        'partitioned-key',
        `${says} is referenced by ${ident(key.name).text} of ${qualified(key.table).text}, and a partitioned table has no second key that it could reference until contract.`,
        `Drop ${ident(key.name).text} first, and add it again NOT VALID after the last phase: plan add-foreign-key.`,
      );
};

const column: Check = ({ table }, pair, says) => {
  const { old } = pair;
  if (old.generated !== '')
    return refuse(
      'generated',
      `${says} is a generated column: nothing writes it.`,
      'Add another generated column with the new type, and drop this one when no code reads it.',
    );
  const becomes = newColumn(pair);
  if (becomes.domainNotNull)
    return refuse(
      'not-null-domain',
      `${becomes.type} is NOT NULL itself: a column of it cannot be added without a value for every row.`,
      'Take NOT NULL off the domain; the column keeps its own.',
    );
  if (becomes.domainChecked)
    return refuse(
      'checked-domain',
      `${becomes.type} has a CHECK of its own: PostgreSQL writes the whole table anew, locked, for a column of it.`,
      'Take its base type, and add the CHECK to the table: plan add-check.',
    );
  if (old.identity !== '' && !['int2', 'int4', 'int8'].includes(becomes.baseType.name))
    return refuse(
      'identity',
      `${says} is an identity column, which PostgreSQL allows for smallint, integer and bigint alone.`,
      'Give it a default instead of its identity first: ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY.',
    );
  const [other] = table.otherDependents;
  if (other !== undefined)
    return refuse(
      'dependent',
      `${says} is used by ${other}, which would have to be computed anew for every row.`,
      `Drop ${other} first and create it again after the last phase.`,
    );
  return null;
};

const rowType: Check = ({ table }, _, says) =>
  table.rowTypeUsers.length > 0
    ? refuse(
        'row-type',
        `${says} is in a table whose row type is stored in ${table.rowTypeUsers.join(', ')}; PostgreSQL changes no type of such a table.`,
        'Store the columns there one by one, or as jsonb, first.',
      )
    : null;

const exclusion: Check = ({ table }, { old }, says) => {
  const found = table.constraints.find((c) => c.type === 'x' && c.columns.includes(old.name));
  return found === undefined
    ? null
    : refuse(
        'exclude',
        `${says} is in the EXCLUDE constraint ${ident(found.name).text}, and PostgreSQL has no way to build another one beside it without locking the table.`,
        `Drop ${ident(found.name).text} first and add it again after the last phase, in a window without writes.`,
      );
};

const views: Check = (context, _, says) => {
  for (const view of viewsOf(context)) {
    const name = qualified(view).text;
    const about = aboutView(context, view);
    const [stranger] = about?.strangers ?? [];
    if (view.extension !== null)
      return refuse(
        'view',
        `${says} is read by ${name}, which belongs to the extension ${view.extension}.`,
        'Change it through the extension.',
      );
    if (stranger !== undefined)
      return refuse(
        'view',
        `${says} is read by ${name}, which has to be made anew, and ${stranger} depends on it.`,
        `Drop ${stranger} first and create it again after the last phase.`,
      );
    const through = viewsOf(context).find((other) => about?.reads.some((read) => sameName(read, other)));
    if (view.materialized && through !== undefined)
      return refuse(
        'materialized-view',
        `${says} is read by the materialized view ${name} through ${qualified(through).text}, so another one cannot be filled before that has been made anew, under the table's lock.`,
        `Drop ${name} first and create it again after the last phase.`,
      );
  }
  return null;
};

const sameName = (one: QualifiedName, other: QualifiedName): boolean =>
  one.schema === other.schema && one.name === other.name;

const incoming: Check = (context, { old }, says) => {
  const key = context.table.constraints.find(
    (c) =>
      c.incoming &&
      c.columns.includes(old.name) &&
      context.catalog.others.some((t) => t.kind === 'p' && t.schema === c.table.schema && t.name === c.table.name),
  );
  return key === undefined
    ? null
    : refuse(
        'partitioned-reference',
        `${says} is referenced by ${ident(key.name).text} of the partitioned table ${qualified(key.table).text}, whose foreign keys PostgreSQL adds only together with a scan.`,
        `Drop ${ident(key.name).text} first and add it again after the last phase.`,
      );
};

const nameGoes: Check = (context, pair, says) =>
  keepsName(pair)
    ? null
    : (newNameTaken(context, pair, says) ?? unfollowed(context, pair, says) ?? emptied(context, pair, says));

/** What only the new type can say leaves the old column empty, and it may not be. */
const emptied: Check = (_, { old, converts }, says) =>
  !old.notNull || converts === undefined || !converts.mayEmpty
    ? null
    : refuse(
        'not-null',
        `${says} is NOT NULL, and a value that only ${converts.type.type} can hold has no counterpart in it while old code runs.`,
        'Say what old code is to see: --reverse EXPR; or leave --into out, and such values come after the swap.',
      );

const checks: readonly Check[] = [
  inherited,
  partitionKey,
  family,
  column,
  rowType,
  exclusion,
  views,
  incoming,
  nameGoes,
];

/** Throws Refusal with the first reason why the type cannot be changed safely. */
export function refuseTypeChange(context: Context): void {
  for (const pair of context.pairs) {
    const says = `${qualified(context.table).text}.${ident(pair.old.name).text}`;
    refuseTable(context, says);
    for (const check of checks) {
      const refusal = check(context, pair, says);
      if (refusal !== null) throw refusal;
    }
  }
}

/** Throws UserError when rows were tried and some of them do not convert, with what they hold. */
export function refuseLosses(says: string, type: string, { rows, whole, failed, examples }: Sample): void {
  if (failed === 0) return;
  const shown = examples.map(
    ({ key, value, error }) => `${key === '' ? '' : `${key}: `}${JSON.stringify(value)} (${error})`,
  );
  throw new UserError(
    `${says} has values that do not convert to ${type}: ${String(failed)} of ${String(rows)} rows ${whole ? '' : 'that were tried '}fail, for example ${shown.join('; ')}.`,
    {
      hint: 'Repair these rows, or say how they convert: --using "CASE WHEN ... END"; --deep tries every row.',
      exitCode: 1,
    },
  );
}
