import { render } from '../sql/render.ts';
import { renameInRule } from '../sql/rename/index.ts';
import { ident, literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { Finding, Rule } from '../types.ts';
import {
  type Carry,
  columnsAfter,
  type Context,
  mergeCarries,
  newNames,
  nothingToCarry,
  oldNames,
  renamesAfter,
  touches,
} from './context.ts';
import { STATE } from './triggers.ts';

/** Rewrite rules that name the column: dropped before it goes, created after. */
export function carryRules(context: Context): Carry {
  const { table } = context;
  return mergeCarries([
    { ...nothingToCarry, findings: ruleFindings(context) },
    ...touching(context).map((rule) => ({
      ...nothingToCarry,
      locks: rule.table.schema === table.schema && rule.table.name === table.name ? [] : [rule.table],
      beforeDrop: [
        {
          title: `The rule ${rule.name} comes back below.`,
          sql: [render('drop-rule', { rule: ident(rule.name), table: qualified(rule.table) })],
        },
      ],
      afterDrop: [{ title: `The rule ${rule.name} names ${newNames(context)}.`, sql: create(context, rule) }],
    })),
  ]);
}

const touching = (context: Context): Rule[] => context.table.rules.filter((rule) => touches(context, rule.columns));

/** What a person must know of rules while both columns are there. */
export function ruleFindings(context: Context): Finding[] {
  const [from, to] = [oldNames(context), newNames(context)];
  return touching(context).map((rule) => ({
    id: 'rule',
    level: 'warning',
    title: `The rule ${rule.name} looks at statements, not at rows`,
    detail: `Until contract it sees only what statements say of ${from}: an UPDATE by new code that sets ${to} looks to it like one that leaves ${from} alone.`,
    deploy: 2,
  }));
}

function create(context: Context, rule: Rule): Sql[] {
  const target = { rule: ident(rule.name), table: qualified(rule.table) };
  const definition = renameInRule(rule.definition, context.table, renamesAfter(context), columnsAfter(context));
  const sql = [render('definition', { definition: verbatim(definition) })];
  const state = STATE[rule.enabled];
  if (state !== null) sql.push(render('set-rule-state', { ...target, state: verbatim(state) }));
  if (rule.comment !== null) {
    sql.push(
      render('comment-on-table-object', {
        kind: verbatim('RULE'),
        name: target.rule,
        table: target.table,
        text: literal(rule.comment),
      }),
    );
  }
  return sql;
}
