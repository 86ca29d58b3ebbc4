import { render } from '../sql/render.ts';
import { renameInRule } from '../sql/rename/index.ts';
import { ident, literal, qualified, type Sql, verbatim } from '../sql/value.ts';
import type { Rule } from '../types.ts';
import { type Carry, type Context, mergeCarries, nothingToCarry } from './context.ts';

const STATE = { O: null, D: 'DISABLE', R: 'ENABLE REPLICA', A: 'ENABLE ALWAYS' } as const;

/** Rewrite rules that name the column: dropped before it goes, created after. */
export function carryRules(context: Context): Carry {
  const { table, old } = context;
  const touching = table.rules.filter((rule) => rule.columns.includes(old.name));
  return mergeCarries(
    touching.map((rule) => ({
      ...nothingToCarry,
      locks: rule.table.schema === table.schema && rule.table.name === table.name ? [] : [rule.table],
      beforeDrop: [
        {
          title: `The rule ${rule.name} comes back below.`,
          sql: [render('drop-rule', { rule: ident(rule.name), table: qualified(rule.table) })],
        },
      ],
      afterDrop: [{ title: `The rule ${rule.name} names ${context.name}.`, sql: create(context, rule) }],
      findings: [
        {
          id: 'rule',
          level: 'warning' as const,
          title: `The rule ${rule.name} looks at statements, not at rows`,
          detail: `Until contract it sees only what statements say of ${ident(old.name).text}: an UPDATE by new code that sets ${ident(context.name).text} looks to it like one that leaves ${ident(old.name).text} alone.`,
          deploy: 2,
        },
      ],
    })),
  );
}

function create(context: Context, rule: Rule): Sql[] {
  const { table, old, name } = context;
  const columns = [...table.columns.map((column) => column.name).filter((column) => column !== old.name), name];
  const target = { rule: ident(rule.name), table: qualified(rule.table) };
  const definition = renameInRule(rule.definition, table, old.name, name, columns);
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
