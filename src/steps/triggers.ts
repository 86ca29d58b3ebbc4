import { render } from '../sql/render.ts';
import { renameInTrigger } from '../sql/rename/index.ts';
import { ident, literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { Trigger } from '../types.ts';
import { type Carry, type Context, mergeCarries, nothingToCarry, type Part } from './context.ts';
import { helperName } from './names.ts';

/** Triggers of PostgreSQL and its contrib modules that take column names as arguments, which a rename does not follow. */
const TSVECTOR = new Set(['tsvector_update_trigger', 'tsvector_update_trigger_column']);
const BY_NAME = new Set(['moddatetime', 'insert_username', 'autoinc', 'lo_manage']);

/** Whether the trigger's arguments name the column (and are not just some text that looks like it). */
export const namesColumnInArguments = (trigger: Trigger, column: string): boolean => trigger.arguments.includes(column);

/** Whether we know what the trigger does with a column named in its arguments. */
export const isKnownTriggerFunction = (trigger: Trigger): boolean =>
  TSVECTOR.has(trigger.function.name) || BY_NAME.has(trigger.function.name);

/** Triggers with UPDATE OF, WHEN or arguments that name the column. */
export function carryTriggers(context: Context): Carry {
  const { table, old } = context;
  return mergeCarries(
    table.triggers.map((trigger) => {
      if (namesColumnInArguments(trigger, old.name) && isKnownTriggerFunction(trigger))
        return carryArguments(context, trigger);
      return trigger.columns.includes(old.name) ? carryColumns(context, trigger) : nothingToCarry;
    }),
  );
}

const STATE = { O: null, D: 'DISABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' } as const;

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

/**
 * UPDATE OF looks at the SET list, which new code fills with the new name: both columns from expand on, the new one
 * alone after contract (RECIPES.md, trap 13). WHEN may go on reading the old column until then: both are equal.
 */
function carryColumns(context: Context, trigger: Trigger): Carry {
  const { table, old, name } = context;
  const listed = trigger.updateOf.includes(old.name);
  const both = renameInTrigger(trigger.definition, table, old.name, name, { alsoKeep: true });
  const renamed = renameInTrigger(trigger.definition, table, old.name, name, {});
  const inExpand: Part[] = listed
    ? [{ title: `${trigger.name} fires for ${name} as for ${old.name}.`, sql: recreate(context, trigger, both) }]
    : [];
  const undo: Part[] = listed
    ? [{ title: `${trigger.name} as it was.`, sql: recreate(context, trigger, trigger.definition) }]
    : [];
  return {
    ...nothingToCarry,
    expand: inExpand,
    undoExpand: undo,
    beforeDrop: [{ title: `${trigger.name} names ${name} alone.`, sql: recreate(context, trigger, renamed) }],
  };
}

/**
 * tsvector_update_trigger does nothing when none of its columns is in the SET list, so until contract one trigger
 * names the old column and its twin the new one; both compute the same. The others write the column they name, which
 * the sync trigger carries over: they are recreated in contract.
 */
function carryArguments(context: Context, trigger: Trigger): Carry {
  const { table, old, name } = context;
  const renameArguments = (args: readonly string[]): string[] => args.map((a) => (a === old.name ? name : a));
  // tsvector_update_trigger(target, configuration, source, ...): only the sources decide whether it acts.
  const isSource = TSVECTOR.has(trigger.function.name) && trigger.arguments.slice(2).includes(old.name);
  const restored = [{ title: `${trigger.name} as it was.`, sql: recreate(context, trigger, trigger.definition) }];
  if (!isSource) {
    const renamed = renameInTrigger(trigger.definition, table, old.name, name, { arguments: renameArguments });
    return {
      ...nothingToCarry,
      beforeDrop: [
        { title: `The arguments of ${trigger.name} name ${name}.`, sql: recreate(context, trigger, renamed) },
      ],
      undoContract: restored,
    };
  }
  const helper = helperName('trg', trigger.name, context.planId, trigger.name);
  const twin = renameInTrigger(trigger.definition, table, old.name, name, { name: helper, arguments: renameArguments });
  const target = { table: qualified(table), trigger: ident(helper) };
  return {
    ...nothingToCarry,
    expand: [
      {
        title: `The arguments of ${trigger.name} name ${old.name}; its twin does the same when ${name} is written.`,
        sql: recreate(context, trigger, twin, helper),
      },
    ],
    undoContract: restored,
    undoExpand: [{ title: `The twin of ${trigger.name}.`, sql: [render('drop-trigger', target)] }],
    beforeDrop: [
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
