import type { QualifiedName } from '../../types.ts';
import { deparse } from '../deparse.ts';
import { parseOne } from '../parse.ts';
import { isTarget } from './from.ts';
import { rowScope } from './relations.ts';
import { columnRenames, type Renames } from './scope.ts';
import { walk } from './walk.ts';

/** The `CREATE RULE` of pg_get_ruledef with the columns renamed in its condition and actions. Throws CannotRename or CannotDeparse. */
export function renameInRule(
  definition: string,
  table: QualifiedName,
  renames: Renames,
  columns?: readonly string[],
): string {
  const node = parseOne(definition);
  if (!('RuleStmt' in node)) throw new Error('not the definition of a rule');
  const { RuleStmt: rule } = node;
  const object = `rule "${rule.rulename ?? ''}"`;
  for (const rename of columnRenames(table, renames, object, columns)) {
    walk({ where: rule.whereClause, actions: rule.actions }, rowScope(rename, isTarget(rule.relation, rename)));
  }
  return deparse(node, object);
}
