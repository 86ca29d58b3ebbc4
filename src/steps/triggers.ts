import { render } from '../sql/render.ts';
import { type Renames, renameInTrigger } from '../sql/rename/index.ts';
import { ident, literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { Trigger } from '../types.ts';
import {
  type Carry,
  type Context,
  keptByDatabase,
  mergeCarries,
  newNames,
  nothingToCarry,
  oldNames,
  type Part,
  renames,
  renamesAfter,
  touches,
} from './context.ts';
import { keepsName } from './pair.ts';
import { isMember } from './family.ts';
import { helperName } from './names.ts';
import { standIn } from './stand-in.ts';

/** Triggers of PostgreSQL and its contrib modules that take column names as arguments, which a rename does not follow. */
const TSVECTOR = new Set(['tsvector_update_trigger', 'tsvector_update_trigger_column']);
const BY_NAME = new Set(['moddatetime', 'insert_username', 'autoinc', 'lo_manage']);

/** Whether the trigger's arguments name a renamed column (and are not just some text that looks like it). */
export const namesColumnInArguments = (context: Context, trigger: Trigger): boolean =>
  touches(context, trigger.arguments);

/** Whether we know what the trigger does with a column named in its arguments. */
export const isKnownTriggerFunction = (trigger: Trigger): boolean =>
  TSVECTOR.has(trigger.function.name) || BY_NAME.has(trigger.function.name);

/** Triggers with UPDATE OF, WHEN or arguments that name the column. */
export function carryTriggers(context: Context): Carry {
  return mergeCarries(
    context.table.triggers.map((trigger) => {
      if (trigger.inherited && isMember(context)) return carryState(context, trigger);
      if (renamesAfter(context).size > 0 && namesColumnInArguments(context, trigger) && isKnownTriggerFunction(trigger))
        return carryArguments(context, trigger);
      return touches(context, trigger.columns) ? carryColumns(context, trigger) : nothingToCarry;
    }),
  );
}

/** Triggers of functions that we know and that name a renamed column in their arguments. */
const byArguments = (context: Context): Trigger[] =>
  context.table.triggers.filter((t) => namesColumnInArguments(context, t) && isKnownTriggerFunction(t));

const newArguments = (context: Context) => {
  const renamed = renames(context);
  return (args: readonly string[]): string[] => args.map((name) => renamed.get(name) ?? name);
};

/** Where a column is renamed in place: the triggers that name it in their arguments, made anew. */
export const renamedArguments = (context: Context): Part[] =>
  byArguments(context).map((trigger) => ({
    title: `The arguments of ${trigger.name} name ${newNames(context)}.`,
    sql: recreate(
      context,
      trigger,
      renameInTrigger(trigger.definition, context.table, renames(context), { arguments: newArguments(context) }),
    ),
  }));

/** The same triggers as they were. */
export const restoredArguments = (context: Context): Part[] =>
  byArguments(context).map((trigger) => ({
    title: `${trigger.name} as it was.`,
    sql: recreate(context, trigger, trigger.definition),
  }));

/** What ALTER TABLE says for pg_trigger.tgenabled and pg_rewrite.ev_enabled, when it has to. */
export const STATE = { O: null, D: 'DISABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' } as const;

/** A partition's copy of a trigger is made with its parent's, enabled as that is; a partition may say otherwise. */
function carryState(context: Context, trigger: Trigger): Carry {
  const whole = context.catalog.table.triggers.find(({ name }) => name === trigger.name);
  if (whole === undefined || whole.enabled === trigger.enabled || !touches(context, trigger.columns))
    return nothingToCarry;
  const parts: Part[] = [
    {
      title: `${trigger.name} as it is on ${qualified(context.table).text}.`,
      sql: [
        render('set-trigger-state', {
          table: render('only', { table: qualified(context.table) }),
          trigger: ident(trigger.name),
          state: verbatim(STATE[trigger.enabled] ?? 'ENABLE'),
        }),
      ],
    },
  ];
  const listed = touches(context, trigger.updateOf) ? parts : [];
  return { ...nothingToCarry, expand: listed, undoExpand: listed, beforeDrop: parts };
}

/** Creates the trigger anew under its own name, with its state and comment. */
function recreate(context: Context, trigger: Trigger, definition: string, name = trigger.name): Sql[] {
  const target = { table: qualified(context.table), trigger: ident(name) };
  const sql = [render('drop-trigger', target), render('definition', { definition: verbatim(definition) })];
  const state = STATE[trigger.enabled];
  if (state !== null) sql.push(render('set-trigger-state', { ...target, state: verbatim(state) }));
  if (trigger.comment !== null) {
    sql.push(
      render('comment-on-table-object', {
        kind: verbatim('TRIGGER'),
        name: ident(name),
        table: qualified(context.table),
        text: literal(trigger.comment),
      }),
    );
  }
  return sql;
}

/** What a trigger has to name when contract makes it anew: a column that only changes its name is followed. */
const namesAfter = (context: Context): Renames => (standIn(context) ? new Map() : renames(context));

/**
 * UPDATE OF looks at the SET list, which new code fills with the new name: both columns from expand on, the new one
 * alone after contract (RECIPES.md, trap 13). WHEN may go on reading the old column until then: both are equal.
 */
function carryColumns(context: Context, trigger: Trigger): Carry {
  const [from, to] = [oldNames(context), newNames(context)];
  // A column that no code names before it takes over the old one's name is in no SET list.
  const listed = touches(context, trigger.updateOf) && !context.pairs.every(keepsName);
  const both = renameInTrigger(trigger.definition, context.table, renames(context), { alsoKeep: true });
  const renamed = renameInTrigger(trigger.definition, context.table, namesAfter(context), {});
  const inExpand: Part[] = listed
    ? [{ title: `${trigger.name} fires for ${to} as for ${from}.`, sql: recreate(context, trigger, both) }]
    : [];
  const undo: Part[] = listed
    ? [{ title: `${trigger.name} as it was.`, sql: recreate(context, trigger, trigger.definition) }]
    : [];
  if (standIn(context)) return { ...nothingToCarry, expand: inExpand, undoExpand: undo, beforeDrop: undo };
  return {
    ...nothingToCarry,
    expand: inExpand,
    undoExpand: undo,
    beforeDrop: [{ title: `${trigger.name} names ${to} alone.`, sql: recreate(context, trigger, renamed) }],
  };
}

/**
 * tsvector_update_trigger does nothing when none of its columns is in the SET list, so until contract one trigger
 * names the old column and its twin the new one; both compute the same. The others write the column they name, which
 * the sync trigger carries over: they are recreated in contract.
 */
function carryArguments(context: Context, trigger: Trigger): Carry {
  const { table } = context;
  const [from, to, renamed] = [oldNames(context), newNames(context), renames(context)];
  // tsvector_update_trigger(target, configuration, source, ...): only the sources decide whether it acts.
  const isSource = TSVECTOR.has(trigger.function.name) && touches(context, trigger.arguments.slice(2));
  // Where the code writes both columns it is the other way round: a source is in its SET list anyway, and a twin that
  // reads the new column would act on rows that have none yet; what a trigger writes must be written to both.
  const needsTwin = isSource === keptByDatabase(context);
  const restored = [{ title: `${trigger.name} as it was.`, sql: recreate(context, trigger, trigger.definition) }];
  const changed = renameInTrigger(trigger.definition, table, namesAfter(context), { arguments: newArguments(context) });
  const corrected = [
    { title: `The arguments of ${trigger.name} name ${to}.`, sql: recreate(context, trigger, changed) },
  ];
  if (!needsTwin) return { ...nothingToCarry, beforeDrop: corrected, undoContract: restored };
  const helper = helperName('trg', trigger.name, context.planId, trigger.name);
  const twin = renameInTrigger(trigger.definition, table, renamed, { name: helper, arguments: newArguments(context) });
  const target = { table: qualified(table), trigger: ident(helper) };
  const dropTwin: Part[] = [{ title: `The twin of ${trigger.name}.`, sql: [render('drop-trigger', target)] }];
  return {
    ...nothingToCarry,
    expand: [
      {
        title: `The arguments of ${trigger.name} name ${from}; its twin does the same when ${to} is written.`,
        sql: recreate(context, trigger, twin, helper),
      },
    ],
    undoContract: restored,
    undoExpand: dropTwin,
    beforeDrop: standIn(context)
      ? [...dropTwin, ...corrected]
      : [
          {
            title: `The twin of ${trigger.name} takes its place and its name.`,
            sql: [
              render('drop-trigger', { ...target, trigger: ident(trigger.name) }),
              render('rename-trigger', { ...target, name: ident(trigger.name) }),
            ],
          },
        ],
  };
}
