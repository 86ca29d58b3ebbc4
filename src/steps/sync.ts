import { render } from '../sql/render.ts';
import { indent } from '../sql/indent.ts';
import {
  body,
  comment,
  concatenate,
  ident,
  list,
  literal,
  nothing,
  qualified,
  type Sql,
  verbatim,
} from '../sql/value.ts';
import type { Column, Trigger } from '../types.ts';
import { Refusal } from '../errors.ts';
import { type Context, label, newNames, oldNames, type Pair, type Part } from './context.ts';
import { newColumn, steadyDefaultOf } from './pair.ts';
import { differs, fieldOf, imagesDiffer, lowered, raised, typeWithoutDomain, withoutDomain } from './equality.ts';
import { familyTriggers, members, tablesWithTriggers } from './family.ts';
import { helperName, sortedName } from './names.ts';
import { serializeInserts } from './serialize.ts';
import { or } from './state.ts';

/** The objects that keep two columns equal while old and new code run side by side. */
export interface Sync {
  readonly trigger: string;
  readonly function: string;
  /** Fires last and carries on what the table's own BEFORE triggers changed; null when there are none. */
  readonly last: { readonly trigger: string; readonly function: string } | null;
}

const NEW = fieldOf('NEW');

/** The BEFORE row triggers that can change the old column: ours must fire before them, and again after them. */
export const otherBeforeTriggers = (triggers: readonly Trigger[]): Trigger[] =>
  triggers.filter((t) => t.timing === 'BEFORE' && t.row && t.events.some((event) => event !== 'DELETE'));

/** Names the sync objects. Throws Refusal when another trigger's name leaves no room before or after it. */
export function syncNames(context: Context): Sync {
  const { table, pairs } = context;
  const identity = [table.schema, table.name, ...pairs.flatMap(({ old, name }) => [old.name, name])];
  const hint = label(context);
  const others = otherBeforeTriggers(familyTriggers(table)).map((t) => t.name);
  const place = (what: string, side: 'before' | 'after'): string => {
    const placed = sortedName(helperName(what, hint, ...identity), side, others);
    if (placed !== null) return placed;
    throw new Refusal(
      'trigger-order',
      `The sync trigger must fire ${side} every other BEFORE trigger of ${qualified(table).text}, and triggers fire in name order, but ${others.join(', ')} leave no room for a name.`,
      'Rename that trigger first: ALTER TRIGGER ... RENAME TO ...',
    );
  };
  return {
    trigger: place('sync', 'before'),
    function: helperName('sync', hint, ...identity),
    last:
      others.length === 0
        ? null
        : { trigger: place('sync_last', 'after'), function: helperName('sync_last', hint, ...identity) },
  };
}

/** The expression in the sync trigger's WHEN. */
export const syncCondition = ({ pairs }: Context): Sql => or(...pairs.map((pair) => differs(pair, NEW)));

/** Creates functions and triggers; runs under expand's lock. */
export function createSync(context: Context, sync: Sync): Part[] {
  const { planId, pairs } = context;
  const [from, to] = [oldNames(context), newNames(context)];
  const queue = serializeInserts(context);
  const directive = queue?.directive ?? nothing;
  const asOwner = queue?.asOwner === true;
  const first = render('sync-body', {
    directive,
    inserted: indent(list([...whoWrote(pairs), ...pairs.map((pair) => afterInsert(context, pair))], '\n'), 4),
    updated: indent(list(pairs.map(afterUpdate), '\n'), 4),
    serialize: queue?.locks ?? nothing,
  });
  // Another trigger may have changed the value: two that were different when they were queued for may be equal now.
  const again = queue === null ? nothing : render('serialize-again', { locks: queue.locks });
  const last = render('sync-last-body', {
    directive,
    columns: indent(
      list(
        pairs.map((pair) => assign(pair.name, raised(pair, NEW))),
        '\n',
      ),
      2,
    ),
    serialize: again,
  });
  const parts: Part[] = [
    {
      title: `Keep ${from} and ${to} equal, whichever of them is written; it fires only for rows in which they differ.`,
      sql: [
        ...syncObjects(context, sync.trigger, sync.function, first, asOwner),
        ...marks(context, sync.trigger, sync.function, planId),
      ],
    },
  ];
  if (sync.last !== null) {
    parts.push({
      title: `Last of all BEFORE triggers: what the table's own triggers made of ${from} reaches ${to}.`,
      sql: [
        ...syncObjects(context, sync.last.trigger, sync.last.function, last, asOwner),
        ...marks(context, sync.last.trigger, sync.last.function, planId),
      ],
    });
  }
  return parts;
}

/** Drops them again; nothing happens to rows. */
export function dropSync(context: Context, sync: Sync): Part {
  const tables = tablesWithTriggers(context).map(({ table }) => qualified(table));
  const drop = (trigger: string, functionName: string): Sql[] => [
    ...tables.map((table) => render('drop-trigger', { trigger: ident(trigger), table })),
    render('drop-function', { function: qualified({ schema: context.table.schema, name: functionName }) }),
  ];
  return {
    title: 'The two columns are no longer kept equal.',
    sql: [...drop(sync.trigger, sync.function), ...(sync.last ? drop(sync.last.trigger, sync.last.function) : [])],
  };
}

function syncObjects(
  context: Context,
  trigger: string,
  functionName: string,
  statements: Sql,
  asOwner: boolean,
): Sql[] {
  const target = qualified({ schema: context.table.schema, name: functionName });
  const security = asOwner ? verbatim(' SECURITY DEFINER') : nothing;
  return [
    render('sync-function', { function: target, security, body: body(statements) }),
    // A trigger asks for no privilege when it fires, but whoever has it could put the function on a table of their own.
    ...(asOwner ? [render('revoke-execute', { function: target })] : []),
    ...tablesWithTriggers(context).flatMap(({ table }) => [
      render('sync-trigger', {
        trigger: ident(trigger),
        table: qualified(table),
        differs: syncCondition(context),
        function: target,
      }),
      // ALWAYS: logical replication and sessions with session_replication_role = replica check the parity CHECK too,
      // but fire no other trigger.
      render('enable-always-trigger', { table: qualified(table), trigger: ident(trigger) }),
    ]),
  ];
}

function marks(context: Context, trigger: string, functionName: string, planId: string): Sql[] {
  const target = qualified({ schema: context.table.schema, name: functionName });
  return [
    render('comment-on-table-object', {
      kind: verbatim('TRIGGER'),
      name: ident(trigger),
      table: qualified(context.table),
      text: literal(`expand-contract: sync trigger of plan ${planId}`),
    }),
    render('comment-on', {
      kind: verbatim('FUNCTION'),
      name: verbatim(`${target.text}()`),
      text: literal(`expand-contract: sync function of plan ${planId}`),
    }),
  ];
}

const assign = (to: string, value: Sql): Sql => render('assign-field', { to: ident(to), value });

/** The side that was written wins; where nothing comes back from the new column, that is always the old one. */
function carried(pair: Pair, newWritten: () => Sql): Sql {
  const up = assign(pair.name, raised(pair, NEW));
  const down = lowered(pair, NEW);
  return down === null
    ? up
    : render('sync-either', { newWritten: newWritten(), down: assign(pair.old.name, down), up });
}

const whoWrote = (pairs: readonly Pair[]): Sql[] =>
  pairs.every((pair) => lowered(pair, NEW) === null)
    ? []
    : [comment(['The side that differs from its default is the one that was written; both: the new one.'])];

const afterInsert = (context: Context, pair: Pair): Sql => carried(pair, () => newGiven(context, pair));

const afterUpdate = (pair: Pair): Sql => carried(pair, () => imagesDiffer(NEW(pair.name), fieldOf('OLD')(pair.name)));

/** What an INSERT that leaves the new column out puts there. */
const defaultOf = (column: Column): Sql => {
  const { default: own } = column;
  const expression = verbatim(own === null || own.volatility === 'volatile' ? 'NULL' : own.expression);
  return render('cast', { expression, type: typeWithoutDomain(column) });
};

/** The same for the new column. */
const newDefault = (pair: Pair): Sql => defaultOf({ ...newColumn(pair), default: steadyDefaultOf(pair) });

/** On INSERT: did the writer give a value for the new column? Its default tells, which stands on both columns. */
function newGiven(context: Context, pair: Pair): Sql {
  const { old, name } = pair;
  const given = NEW(name);
  const base =
    old.default === null || old.default.volatility === 'volatile'
      ? render('is-not-null', { value: given })
      : imagesDiffer(given, newDefault(pair));
  return concatenate([base, ...members(context).flatMap((member) => givenToMember(member, pair))]);
}

/**
 * A partition with a default of its own gives it to rows that are written to it and not to the parent. A row that has it
 * in the new column was given it only where the old column has the parent's default, so by code that wrote to the parent.
 */
function givenToMember({ table, pairs }: Context, { old, name }: Pair): Sql[] {
  const own = pairs.find((pair) => pair.name === name)?.old;
  if (own === undefined || table.kind === 'p' || defaultOf(own).text === defaultOf(old).text) return [];
  return [
    render('given-to-member', {
      table: literal(qualified(table).text),
      newDiffers: imagesDiffer(NEW(name), defaultOf(own)),
      oldDiffers: imagesDiffer(withoutDomain(old, NEW(old.name)), defaultOf(old)),
    }),
  ];
}
