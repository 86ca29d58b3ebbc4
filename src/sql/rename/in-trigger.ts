import type { CreateTrigStmt } from 'libpg-query';
import type { QualifiedName } from '../../types.ts';
import { deparse } from '../deparse.ts';
import { parseOne } from '../parse.ts';
import { stringOf } from './columns.ts';
import { isTarget } from './from.ts';
import { rowScope } from './relations.ts';
import { type ColumnRename, columnRenames, type Renames } from './scope.ts';
import { walk } from './walk.ts';

export interface TriggerOptions {
  readonly name?: string;
  /** UPDATE OF lists both columns: while both exist, code may write either. */
  readonly alsoKeep?: boolean;
  /** Changes the trigger's arguments: PostgreSQL does not know that they name columns. */
  readonly arguments?: (args: readonly string[]) => readonly string[];
}

/** The `CREATE TRIGGER` of pg_get_triggerdef with the columns renamed in UPDATE OF and WHEN. Throws CannotRename or CannotDeparse. */
export function renameInTrigger(
  definition: string,
  table: QualifiedName,
  renames: Renames,
  options: TriggerOptions = {},
): string {
  const node = parseOne(definition);
  if (!('CreateTrigStmt' in node)) throw new Error('not the definition of a trigger');
  const { CreateTrigStmt: trigger } = node;
  const object = `trigger "${trigger.trigname ?? ''}"`;
  for (const rename of columnRenames(table, renames, object)) renameOne(trigger, rename, options.alsoKeep === true);
  if (options.name !== undefined) trigger.trigname = options.name;
  if (options.arguments !== undefined && trigger.args !== undefined) {
    const changed = options.arguments(trigger.args.map((argument) => stringOf(argument) ?? ''));
    trigger.args = changed.map((sval) => ({ String: { sval } }));
  }
  return deparse(node, object);
}

function renameOne(trigger: CreateTrigStmt, rename: ColumnRename, alsoKeep: boolean): void {
  const target = isTarget(trigger.relation, rename);
  if (target && trigger.columns !== undefined) {
    const names = trigger.columns.flatMap((column) => {
      const name = stringOf(column) ?? '';
      if (name !== rename.from) return [name];
      return alsoKeep ? [rename.from, rename.to] : [rename.to];
    });
    trigger.columns = [...new Set(names)].map((sval) => ({ String: { sval } }));
  }
  // While both columns exist the old one is filled in every row, the new one not yet: WHEN goes on reading the old one.
  if (!alsoKeep) walk({ when: trigger.whenClause }, rowScope(rename, target));
}
