import { render } from '../sql/render.ts';
import { renameInExpression } from '../sql/rename/index.ts';
import { ident, nothing, qualified, type Sql, verbatim } from '../sql/value.ts';
import { type Carry, type Context, mergeCarries, newNames, nothingToCarry, renames, touches } from './context.ts';

/** Row-level-security policies that read the column, altered in place: roles, command and comment stay. */
export function carryPolicies(context: Context): Carry {
  const { table } = context;
  const touching = table.policies.filter((policy) => touches(context, policy.columns));
  return mergeCarries(
    touching.map((policy) => {
      const own = policy.table.schema === table.schema && policy.table.name === table.name;
      const part = (keyword: string, expression: string | null): Sql =>
        expression === null
          ? nothing
          : verbatim(
              `\n  ${keyword} (${renameInExpression(expression, table, renames(context), own ? {} : { on: policy.table })})`,
            );
      return {
        ...nothingToCarry,
        locks: own ? [] : [policy.table],
        beforeDrop: [
          {
            title: `The policy ${policy.name} reads ${newNames(context)}.`,
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
