import { Refusal } from '../errors.ts';
import { indent } from '../sql/indent.ts';
import { render } from '../sql/render.ts';
import { body, ident, list, literal, nothing, qualified, type Sql } from '../sql/value.ts';
import { retried } from './blocks.ts';
import { type Context, label } from './context.ts';
import { familyTriggers, lockFamily, tablesWithTriggers } from './family.ts';
import { helperName, sortedName } from './names.ts';
import { not, triggerExists } from './state.ts';
import { restoring, sharedRestoring, type Write } from './write.ts';

/** What of a pass the guard trigger must know. */
interface Guarded {
  readonly context: Context;
  readonly writes: readonly Write[];
  readonly shared?: true;
}

/** The trigger that puts every other column back while the backfill runs; it must fire last. */
export function guardTriggerName(context: Context): string {
  const { table } = context;
  const own = helperName('zz_keep', label(context), context.planId);
  const others = familyTriggers(table)
    .filter((t) => t.timing === 'BEFORE' && t.row)
    .map((t) => t.name);
  // The last sync trigger may be prefixed with a tilde for the same reason: stay behind it.
  const placed = sortedName(`~${own}`, 'after', [...others, '~ec_sync_last']);
  if (placed === null)
    throw new Refusal(
      'trigger-order',
      `No trigger name sorts after ${others.join(', ')}.`,
      'Rename that trigger first.',
    );
  return placed;
}

/** Whether the role that runs the file may set session_replication_role, as a condition. */
export const mayReplicate = ({ catalog }: Context): Sql =>
  catalog.server.major >= 15
    ? render('may-set-parameter', { parameter: literal('session_replication_role') })
    : render('is-superuser', {});

/** Without the right to run as replica the table's own BEFORE triggers fire for every copied row: undo what they do. */
export function createGuardTrigger({ context, writes, shared }: Guarded): Sql {
  const { table } = context;
  const trigger = guardTriggerName(context);
  const target = qualified({ schema: table.schema, name: trigger });
  const statements = [
    lockFamily(context, 'SHARE ROW EXCLUSIVE'),
    render('sync-function', {
      function: target,
      security: nothing,
      body: body(
        render('restore-others-body', {
          columns: indent(list(writes.map(shared === true ? sharedRestoring : restoring), '\n'), 2),
        }),
      ),
    }),
    ...tablesWithTriggers(context).map((on) =>
      render('restore-others-trigger', { trigger: ident(trigger), table: qualified(on.table), function: target }),
    ),
  ];
  return unlessReplica(
    context,
    retried(context, 'Copying must not move updated_at and the like: every other column is put back.', statements),
  );
}

/** Drops it again under a lock of its own, where it is. */
export function dropGuardTrigger(context: Context): Sql {
  const { table } = context;
  const trigger = guardTriggerName(context);
  const drop = [lockFamily(context, 'ACCESS EXCLUSIVE'), ...dropGuard(context)];
  return render('if-block', {
    condition: triggerExists(table, trigger),
    statements: indent(retried(context, 'The copy is done: the table works as before.', drop), 2),
  });
}

/** Drops the trigger that puts other columns back, with its function. */
export function dropGuard(context: Context): Sql[] {
  const trigger = guardTriggerName(context);
  return [
    ...tablesWithTriggers(context).map(({ table }) =>
      render('drop-trigger', { trigger: ident(trigger), table: qualified(table) }),
    ),
    render('drop-function', { function: qualified({ schema: context.table.schema, name: trigger }) }),
  ];
}

const unlessReplica = (context: Context, statements: Sql): Sql =>
  render('if-block', { condition: not(mayReplicate(context)), statements: indent(statements, 2) });
