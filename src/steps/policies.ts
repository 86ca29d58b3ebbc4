import { render } from '../sql/render.ts';
import { renameInExpression } from '../sql/rename/index.ts';
import { ident, nothing, qualified, type Sql, verbatim } from '../sql/value.ts';
import { type Carry, type Context, mergeCarries, nothingToCarry } from './context.ts';

/** Row-level-security policies that read the column, altered in place: roles, command and comment stay. */
export function carryPolicies(context: Context): Carry {
  const { table, old, name } = context;
  const touching = table.policies.filter((policy) => policy.columns.includes(old.name));
  return mergeCarries(
    touching.map((policy) => {
      const own = policy.table.schema === table.schema && policy.table.name === table.name;
      const part = (keyword: string, expression: string | null): Sql =>
        expression === null
          ? nothing
          : verbatim(
              `\n  ${keyword} (${renameInExpression(expression, table, old.name, name, own ? {} : { on: policy.table })})`,
            );
      return {
        ...nothingToCarry,
        locks: own ? [] : [policy.table],
        beforeDrop: [
          {
            title: `The policy ${policy.name} reads ${name}.`,
            sql: [
              render('alter-policy', {
                policy: ident(policy.name),
                table: qualified(policy.table),
                using: part('USING', policy.using),
                check: part('WITH CHECK', policy.check),
              }),
            ],
          },
        ],
      };
    }),
  );
}
