import type { DropStmt, Node } from 'libpg-query';
import type { Facts } from '../../types.ts';
import { union, type Rules } from './rule.ts';
import { listText, locking, NOTHING, type SchemaState } from './state.ts';
import { FactsUnknown } from './unknown.ts';

/** DROP of anything. CASCADE takes along what the statement does not say, so it has no rule. */
export const dropRules: Rules = {
  DropStmt: (node: DropStmt, state: SchemaState) => {
    if (node.behavior === 'DROP_CASCADE') throw new FactsUnknown('DROP ... CASCADE');
    const names = (node.objects ?? []).map(namesOf);
    const gone = new Set(names.map((name) => (name.length > 1 ? listText(name) : '')));
    return {
      facts: union(names.map((name) => factsOf(node, name, state))),
      state: {
        ...state,
        indexes: state.indexes.filter(({ name }) => node.removeType !== 'OBJECT_INDEX' || !gone.has(name)),
        statistics: state.statistics.filter((name) => node.removeType !== 'OBJECT_STATISTIC_EXT' || !gone.has(name)),
        made: state.made.filter(
          (name) => (node.removeType !== 'OBJECT_VIEW' && node.removeType !== 'OBJECT_TABLE') || !gone.has(name),
        ),
        views: state.views.filter(
          ({ name }) => (node.removeType !== 'OBJECT_VIEW' && node.removeType !== 'OBJECT_MATVIEW') || !gone.has(name),
        ),
      },
    };
  },
};

function factsOf(node: DropStmt, name: readonly Node[], state: SchemaState): Facts {
  switch (node.removeType) {
    case 'OBJECT_INDEX':
      return dropIndex(node, listText(name), state);
    case 'OBJECT_TRIGGER':
    case 'OBJECT_POLICY':
    case 'OBJECT_RULE':
      return locking([listText(name.slice(0, -1))], 'ACCESS EXCLUSIVE');
    case 'OBJECT_VIEW':
    case 'OBJECT_MATVIEW':
      return locking([listText(name)], 'ACCESS EXCLUSIVE');
    case 'OBJECT_TABLE':
    case 'OBJECT_SEQUENCE':
      return locking([listText(name)], 'ACCESS EXCLUSIVE', { destroys: true });
    case 'OBJECT_STATISTIC_EXT':
      // The table is locked too, against a concurrent ANALYZE; statistics in the state are all of one table.
      return state.statistics.includes(listText(name)) || node.missing_ok
        ? locking([state.table], 'SHARE UPDATE EXCLUSIVE')
        : unknown(node, name);
    case 'OBJECT_FUNCTION':
    case 'OBJECT_PROCEDURE':
    case 'OBJECT_ROUTINE':
    // A schema that is dropped without CASCADE is empty.
    case 'OBJECT_SCHEMA':
      return NOTHING;
    default:
      throw new FactsUnknown(`DROP ${String(node.removeType)}`);
  }
}

/** An index that is not known (a leftover of an earlier run, under IF EXISTS) is taken for one on the plan's table. */
function dropIndex(node: DropStmt, index: string, state: SchemaState): Facts {
  const known = state.indexes.find(({ name }) => name === index);
  if (known === undefined && node.missing_ok !== true) return unknown(node, []);
  const table = known?.table ?? state.table;
  if (node.concurrent === true) return locking([table, index], 'SHARE UPDATE EXCLUSIVE', { transaction: 'forbidden' });
  return locking([table, index], 'ACCESS EXCLUSIVE');
}

function unknown(node: DropStmt, name: readonly Node[]): never {
  throw new FactsUnknown(
    `DROP of an object that is not known (${String(node.removeType)} ${name.length > 0 ? listText(name) : ''})`,
  );
}

/** A name; for a trigger, policy or rule its table and its own name; for a function its name with its arguments. */
function namesOf(object: Node): readonly Node[] {
  if ('List' in object) return object.List.items ?? [];
  if ('ObjectWithArgs' in object) return object.ObjectWithArgs.objname ?? [];
  return [object];
}
