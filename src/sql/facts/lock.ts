import type { LockStmt, TruncateStmt, VacuumStmt } from 'libpg-query';
import type { Facts, LockMode } from '../../types.ts';
import { MODES, unchanged, type Rules } from './rule.ts';
import { locking, type Observation, relationText, withChildren, type SchemaState } from './state.ts';
import { FactsUnknown } from './unknown.ts';
import type { Node } from 'libpg-query';

/** Statements that name relations and take one lock on each. */
export const lockRules: Rules = {
  LockStmt: (node: LockStmt, state: SchemaState) => {
    const mode = MODES[(node.mode ?? 0) - 1];
    if (mode === undefined) throw new FactsUnknown(`lock mode ${String(node.mode)}`);
    return unchanged(state, locking(named(node.relations, state), mode));
  },
  TruncateStmt: (node: TruncateStmt, state: SchemaState) => truncate(named(node.relations, state), state),
  VacuumStmt: (node: VacuumStmt, state: SchemaState) => {
    const [mode, more] = vacuum(node);
    const relations = (node.rels ?? []).map((item) => {
      if (!('VacuumRelation' in item)) throw new FactsUnknown('VACUUM of something else');
      return relationText(item.VacuumRelation.relation);
    });
    if (relations.length === 0) throw new FactsUnknown('VACUUM or ANALYZE of a whole database');
    return unchanged(state, locking(relations, mode, more));
  },
};

/** What the plan has made itself holds little, and nothing that anybody misses. */
function truncate(relations: readonly string[], state: SchemaState): Observation {
  const theirs = relations.some((relation) => !state.made.includes(relation));
  return unchanged(state, locking(relations, 'ACCESS EXCLUSIVE', { rewrites: theirs, destroys: theirs }));
}

/** A view that is locked locks what it reads. */
function named(nodes: readonly Node[] | undefined, state: SchemaState): string[] {
  return (nodes ?? []).flatMap((node) => {
    if (!('RangeVar' in node)) throw new FactsUnknown('LOCK of something else');
    const relation = relationText(node.RangeVar);
    const view = state.views.find(({ name }) => name === relation);
    return view === undefined ? withChildren(state, relation, node.RangeVar.inh) : [relation, ...view.reads];
  });
}

function vacuum(node: VacuumStmt): [LockMode, Partial<Facts>] {
  // ANALYZE reads a sample, not the table.
  if (node.is_vacuumcmd !== true) return ['SHARE UPDATE EXCLUSIVE', {}];
  const full = (node.options ?? []).some((option) => 'DefElem' in option && option.DefElem.defname === 'full');
  const more: Partial<Facts> = { transaction: 'forbidden', scans: true, rewrites: full };
  return [full ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE', more];
}
