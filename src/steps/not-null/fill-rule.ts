import { Refusal } from '../../errors.ts';
import { columnsNamed } from '../../sql/column-refs.ts';
import { indent } from '../../sql/indent.ts';
import { render } from '../../sql/render.ts';
import { body, ident, list, literal, qualified, type Sql, verbatim } from '../../sql/value.ts';
import type { ExpressionFacts } from '../../types.ts';
import type { Context, Part } from '../context.ts';
import { familyTriggers, tablesWithTriggers } from '../family.ts';
import { helperName, sortedName } from '../names.ts';
import { otherBeforeTriggers } from '../sync.ts';
import { triggerExists } from '../state.ts';

/** The trigger that gives writes which still send NULL the fill value. */
export interface FillRule {
  readonly trigger: string;
  /** Condition: it is on the table. */
  readonly there: Sql;
  readonly create: Part;
  readonly drop: Part;
}

/**
 * It fires last, so that a BEFORE trigger of the table that empties the column is filled too, and those that read it see what they saw
 * before. Throws Refusal when the names of other triggers leave no room behind them.
 */
export function fillRule(context: Context, column: string, fill: Pick<ExpressionFacts, 'sql'>): FillRule {
  const { table, planId } = context;
  const trigger = lastName(context, column);
  const target = qualified({ schema: table.schema, name: trigger });
  const tables = tablesWithTriggers(context).map((on) => qualified(on.table));
  const path = ['pg_catalog', ...context.catalog.searchPath, 'pg_temp'].map(ident);
  return {
    trigger,
    there: triggerExists(table, trigger),
    create: {
      title: `From here on a write that leaves ${ident(column).text} NULL stores ${fill.sql}.`,
      sql: [
        render('fill-function', {
          function: target,
          path: list(path),
          body: body(render('fill-body', { assignment: indent(assigned(context, column, fill), 2) })),
        }),
        ...tables.flatMap((on) => [
          render('fill-trigger', { trigger: ident(trigger), table: on, column: ident(column), function: target }),
          // ALWAYS: sessions with session_replication_role = replica and logical replication are bound by NOT NULL too.
          render('enable-always-trigger', { table: on, trigger: ident(trigger) }),
        ]),
        render('comment-on-table-object', {
          kind: verbatim('TRIGGER'),
          name: ident(trigger),
          table: qualified(table),
          text: literal(`expand-contract: fill rule of plan ${planId}`),
        }),
        render('comment-on', {
          kind: verbatim('FUNCTION'),
          name: verbatim(`${target.text}()`),
          text: literal(`expand-contract: fill function of plan ${planId}`),
        }),
      ],
    },
    drop: {
      title: 'The fill rule.',
      sql: [
        ...tables.map((on) => render('drop-trigger', { trigger: ident(trigger), table: on })),
        render('drop-function', { function: target }),
      ],
    },
  };
}

function assigned({ table }: Context, column: string, { sql }: Pick<ExpressionFacts, 'sql'>): Sql {
  const value = render('parenthesized', { expression: verbatim(sql) });
  return columnsNamed(sql).length === 0
    ? render('fill-value', { column: ident(column), value })
    : render('fill-value-of-row', { column: ident(column), value, table: ident(table.name) });
}

function lastName({ table, planId }: Context, column: string): string {
  const others = otherBeforeTriggers(familyTriggers(table)).map(({ name }) => name);
  const placed = sortedName(helperName('fill', `${table.name}_${column}`, planId), 'after', others);
  if (placed !== null) return placed;
  throw new Refusal(
    'trigger-order',
    `The fill rule must fire after every other BEFORE trigger of ${qualified(table).text}, and triggers fire in name order, but ${others.join(', ')} leave no room for a name.`,
    'Rename that trigger first: ALTER TRIGGER ... RENAME TO ...',
  );
}
