import { Refusal } from '../errors.ts';
import { qualified, ident } from '../sql/value.ts';
import type { PlanOptions, Table } from '../types.ts';
import { members } from './family.ts';
import { inheritedColumn, ofPartition, partitionKey, severalParents } from './family-refusals.ts';
import type { Context, Pair } from './context.ts';
import { isKnownTriggerFunction, namesColumnInArguments } from './triggers.ts';

/** A check of the table, or of one of its columns, with how both stand in a sentence. */
type Check = (context: Context, pair: Pair, says: string) => Refusal | null;

const IN_PLACE =
  'Rename it in place while no code uses it: ALTER TABLE ... RENAME COLUMN is instant, but it needs a moment without old code.';

const refuse = (reason: string, message: string, wayOut: string = IN_PLACE, acknowledge?: string): Refusal =>
  new Refusal(reason, message, wayOut, acknowledge);

const foreignTable = (says: string): Refusal =>
  refuse(
    'foreign-table',
    `${says} is in a foreign table; its rows live on another server.`,
    'Plan the rename there; here ALTER FOREIGN TABLE ... RENAME COLUMN and OPTIONS (column_name) follow it.',
  );

/** What is the table: only an ordinary table of its own can get a second column under a short lock. */
const relation: Check = ({ table }, pair, says) => {
  if (table.kind === 'f') return foreignTable(says);
  if (table.isPartition) return ofPartition(table, pair, says);
  if (table.kind !== 'r' && table.kind !== 'p') return refuse('not-a-table', `${says} is not in a table.`);
  if (pair.old.inheritedFrom > 0) return inheritedColumn(table, pair, says);
  if (table.persistence === 't')
    return refuse(
      'temporary',
      `${says} is in a temporary table, which no other session sees.`,
      'Rename it where the table is created, or with ALTER TABLE ... RENAME COLUMN in the session that has it.',
    );
  if (table.extension !== null) {
    return refuse(
      'extension',
      `${says} belongs to the extension ${table.extension}, whose scripts own its shape.`,
      'Change it through the extension.',
    );
  }
  return null;
};

/** The same of every partition: what stops one of them stops all. */
const family: Check = (context, { name }) => {
  for (const [at, member] of members(context).entries()) {
    const table = context.table.family[at];
    const pair = member.pairs.find((each) => each.name === name);
    if (table === undefined || pair === undefined) continue;
    const says = `${qualified(table).text}.${ident(pair.old.name).text}`;
    if (table.kind === 'f') return foreignTable(says);
    if (pair.old.inheritedFrom > table.familyParents.length) return severalParents(table, says);
    for (const check of [otherPlan, newNameTaken, column, rowType, unfollowed]) {
      const refusal = check(member, pair, says);
      if (refusal !== null) return refusal;
    }
  }
  return null;
};

/** Another plan's helpers, or this one's. */
const otherPlan: Check = ({ table, planId }, _, says) => underWay(table, planId, says);

/** Where to look for a plan that is under way. One of several changes has no folder of its own. */
export const itsFolder = (planId: string): string =>
  `Its files and notes are in plans/${planId}; where several changes were planned together: grep -l ${planId} plans/*/plan.json`;

/** A refusal when the table carries the helpers of a plan. */
export function underWay({ helpers }: Table, planId: string, says: string): Refusal | null {
  const [helper] = helpers;
  if (helper === undefined) return null;
  return helper.plan === planId
    ? refuse(
        'already-planned',
        `This plan is under way: ${helper.kind} ${helper.name} is in the database.`,
        itsFolder(planId),
      )
    : refuse(
        'other-plan',
        `${says} cannot be planned: the table carries the helpers of the plan ${helper.plan} (${helper.kind} ${helper.name}).`,
        'Take that plan through its contract first, or take it back out with the forward fix in its folder.',
      );
}

export const newNameTaken: Check = ({ table }, { name }, says) =>
  table.columns.some((column) => column.name === name)
    ? refuse(
        'name-taken',
        `${says} cannot be called ${ident(name).text}: the table has a column of that name.`,
        'Choose another name.',
      )
    : null;

const column: Check = (_, { old }, says) => {
  if (old.generated !== '')
    return refuse(
      'generated',
      `${says} is a generated column: nothing writes it, so there is nothing to keep in step.`,
    );
  if (old.domainNotNull) {
    return refuse(
      'not-null-domain',
      `${says} is of the domain ${old.type}, which is NOT NULL: a second column of it cannot be added without a value for every row.`,
      'Take NOT NULL off the domain and put it on the column, then ask again.',
    );
  }
  return null;
};

const rowType: Check = ({ table }, _, says) =>
  table.rowTypeUsers.length > 0
    ? refuse(
        'row-type',
        `${says} is in a table whose row type is stored in ${table.rowTypeUsers.join(', ')}: values stored there have no value in a new column.`,
      )
    : null;

/** Names that PostgreSQL does not follow: a person has to say that they have seen them (RECIPES.md, trap 11). */
export const unfollowed: Check = (context, _, says) => {
  const { table, options } = context;
  const acknowledged = (name: string): boolean => options.acknowledge.includes(name);
  const trigger = table.triggers.find(
    (t) =>
      namesColumnInArguments(context, t) &&
      !isKnownTriggerFunction(t) &&
      !acknowledged(`${t.function.schema}.${t.function.name}`),
  );
  if (trigger !== undefined) {
    const name = `${trigger.function.schema}.${trigger.function.name}`;
    return refuse(
      'trigger-argument',
      `${says} is named in the arguments of the trigger ${trigger.name}, and what ${name} does with it is not known.`,
      `Read the function; if it works with either name, add --acknowledge ${name}.`,
      name,
    );
  }
  return unreadFunction(table, options, says);
};

/** A refusal when a function's body names what is renamed, and nobody has said to have read it. */
export function unreadFunction({ functions }: Table, { acknowledge }: PlanOptions, says: string): Refusal | null {
  const mention = functions.find((f) => f.body === 'string' && !acknowledge.includes(`${f.schema}.${f.name}`));
  if (mention === undefined) return null;
  const name = `${mention.schema}.${mention.name}`;
  const lines = mention.mentions.map(({ line, text }) => `line ${line}: ${text.trim()}`).join('; ');
  return refuse(
    'function-body',
    `${says} is named in the body of the function ${name}, which PostgreSQL does not follow (${lines}).`,
    `Change it as the notes say and add --acknowledge ${name}.`,
    name,
  );
}

const rights: Check = ({ catalog, table }, _, says) =>
  catalog.role.ownsTable
    ? null
    : refuse(
        'not-owner',
        `${says} cannot be changed by ${catalog.role.name}: the table belongs to ${table.owner}.`,
        `Connect as ${table.owner}, or as a member of it.`,
      );

const checks: readonly Check[] = [
  relation,
  otherPlan,
  newNameTaken,
  partitionKey,
  column,
  rowType,
  family,
  unfollowed,
  rights,
];

/**
 * Refuses what PostgreSQL makes impossible to do safely, or what a person must look at first.
 * @throws Refusal with the first reason found.
 */
export function refuseUnsafe(context: Context): void {
  for (const pair of context.pairs) {
    const says = `${qualified(context.table).text}.${ident(pair.old.name).text}`;
    for (const check of checks) {
      const refusal = check(context, pair, says);
      if (refusal !== null) throw refusal;
    }
  }
}
