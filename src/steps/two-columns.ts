import type { Carry, Context } from './context.ts';
import { changesType, mergeCarries, nothingToCarry } from './context.ts';
import { carryColumns, memberDefaults } from './column.ts';
import { members } from './family.ts';
import { carryConstraints } from './constraints.ts';
import { carryFunctions } from './functions.ts';
import { carryIndexes } from './indexes.ts';
import { carryPolicies } from './policies.ts';
import { carryPublications, publicationFindings } from './publications.ts';
import { carryRules, ruleFindings } from './rules.ts';
import { carryConversions } from './convert.ts';
import { carryIncomingKeys } from './change-type/incoming-keys.ts';
import { recompile } from './change-type/routines.ts';
import { carrySequences } from './change-type/sequences.ts';
import { carryMaterialized } from './change-type/materialized.ts';
import { takeViewsAway, viewsAgain } from './change-type/views.ts';
import { standIn } from './stand-in.ts';
import { carryStatistics } from './statistics.ts';
import { modeOf } from './modes/index.ts';
import type { Keeping } from './modes/mode.ts';
import { carryTriggers } from './triggers.ts';
import { carryViews } from './views.ts';

/** Everything that is decided before a statement is written. */
export interface TwoColumns {
  readonly context: Context;
  readonly keeping: Keeping;
  readonly carry: Carry;
}

/**
 * Chooses what keeps the columns equal and collects what every family of dependents needs. Throws Refusal for a dependent that has to
 * be made for the new column and whose definition cannot be rewritten for it.
 */
export const twoColumns = (context: Context): TwoColumns => ({
  context,
  keeping: modeOf(context.options).keeping(context),
  carry: carryFamily(context),
});

/** The table's own dependents, then those of each partition or child, which do not follow by themselves. */
function carryFamily(context: Context): Carry {
  const own = changesType(context) ? mergeCarries([carryTable(context), carryTyped(context)]) : carryTable(context);
  const theirs = members(context).map((member) => mergeCarries([memberDefaults(member), carryTable(member)]));
  const all = mergeCarries([own, ...theirs]);
  // What a partition has already, the partitioned table takes over instead of making it.
  const membersFirst = [...theirs, own];
  return {
    ...all,
    constraints: membersFirst.flatMap(({ constraints }) => constraints),
    // What is made of views and functions comes when all that they use is there.
    afterDrop: [
      ...membersFirst.flatMap(({ afterDrop }) => afterDrop),
      ...(changesType(context) ? [...viewsAgain(context), ...recompile(context)] : []),
    ],
  };
}

/** What a change of type does once, whatever hangs on the table and its family. */
const carryTyped = (context: Context): Carry =>
  mergeCarries([
    carrySequences(context),
    takeViewsAway(context),
    carryMaterialized(context),
    carryConversions(context),
  ]);

const carryTable = (context: Context): Carry => (standIn(context) ? carryToStandIn(context) : carryOver(context));

/** What new code needs of a stand-in until contract, and what PostgreSQL does not follow when the old column is renamed. */
const carryToStandIn = (context: Context): Carry =>
  mergeCarries([
    carryColumns(context),
    carryIndexes(context),
    carryStatistics(context),
    carryTriggers(context),
    {
      ...nothingToCarry,
      findings: [...ruleFindings(context), ...publicationFindings(context)],
    },
  ]);

/** What hangs on the old column, for the new one to take over. */
const carryOver = (context: Context): Carry =>
  mergeCarries([
    carryColumns(context),
    // NOT NULL before indexes: a replica identity needs it.
    carryConstraints(context),
    // Those that reference a key leave before its index does.
    carryIncomingKeys(context),
    carryIndexes(context),
    carryStatistics(context),
    carryTriggers(context),
    ...(changesType(context) ? [] : [carryViews(context)]),
    carryPolicies(context),
    carryRules(context),
    carryFunctions(context),
    carryPublications(context),
  ]);
