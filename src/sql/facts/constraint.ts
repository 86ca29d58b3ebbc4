import type { Constraint } from 'libpg-query';
import type { Facts } from '../../types.ts';
import { isProven, withNotNull } from './alter-column.ts';
import type { Subcommand } from './alter-table.ts';
import { notNullConjuncts } from './proof.ts';
import { union } from './rule.ts';
import { locking, relationText, type SchemaState } from './state.ts';
import { FactsUnknown } from './unknown.ts';

/** ADD CONSTRAINT: what it locks goes by its type, whether it reads the table by NOT VALID or USING INDEX. */
export const addConstraint: Subcommand = (command, relation, state) => {
  if (command.def === undefined || !('Constraint' in command.def))
    throw new FactsUnknown('ADD CONSTRAINT without a constraint');
  const { Constraint: constraint } = command.def;
  const validated = constraint.skip_validation !== true;
  const added = {
    table: relation,
    name: constraint.conname ?? '',
    references: constraint.contype === 'CONSTR_FOREIGN' ? foreignKeyTable(constraint) : null,
    validated,
    proves:
      constraint.contype === 'CONSTR_CHECK'
        ? notNullConjuncts(constraint.raw_expr)
        : keysOf(constraint, 'CONSTR_NOTNULL'),
  };
  const after = { ...state, constraints: [...state.constraints, added] };
  return { facts: factsOfAdding(constraint, relation, state), state: settled(after, constraint, relation) };
};

/** VALIDATE CONSTRAINT reads every row while traffic goes on. */
export const validateConstraint: Subcommand = (command, relation, state) => {
  const constraint = state.constraints.find(({ table, name }) => table === relation && name === command.name);
  if (constraint === undefined)
    throw new FactsUnknown(`VALIDATE of "${command.name ?? ''}", which is not on ${relation}`);
  const referenced = constraint.references === null ? [] : [constraint.references];
  const facts = union([
    locking(referenced, 'ROW SHARE'),
    locking([relation], 'SHARE UPDATE EXCLUSIVE', { scans: !constraint.validated }),
  ]);
  return {
    facts,
    state: {
      ...state,
      constraints: state.constraints.map((known) => (known === constraint ? { ...known, validated: true } : known)),
    },
  };
};

/** DROP CONSTRAINT: a foreign key also takes its triggers off the other table. */
export const dropConstraint: Subcommand = (command, relation, state) => {
  const constraint = state.constraints.find(({ table, name }) => table === relation && name === command.name);
  if (constraint === undefined && command.missing_ok !== true) {
    throw new FactsUnknown(`DROP CONSTRAINT "${command.name ?? ''}", which is not on ${relation}`);
  }
  const referenced = constraint?.references ?? null;
  const facts = locking([...new Set([relation, ...(referenced === null ? [] : [referenced])])], 'ACCESS EXCLUSIVE');
  return { facts, state: { ...state, constraints: state.constraints.filter((known) => known !== constraint) } };
};

/** The table at the other end. */
export function foreignKeyTable(constraint: Constraint): string {
  return relationText(constraint.pktable);
}

function factsOfAdding(constraint: Constraint, relation: string, state: SchemaState): Facts {
  const scans = constraint.skip_validation !== true;
  switch (constraint.contype) {
    case 'CONSTR_CHECK':
      return locking([relation], 'ACCESS EXCLUSIVE', { scans: scans && constraint.is_enforced !== false });
    case 'CONSTR_NOTNULL':
      return locking([relation], 'ACCESS EXCLUSIVE', {
        scans: scans && !keysOf(constraint, 'CONSTR_NOTNULL').every((column) => isProven(state, relation, column)),
      });
    case 'CONSTR_FOREIGN':
      return locking([...new Set([relation, foreignKeyTable(constraint)])], 'SHARE ROW EXCLUSIVE', { scans });
    case 'CONSTR_UNIQUE':
    case 'CONSTR_PRIMARY':
    case 'CONSTR_EXCLUSION':
      return factsOfIndexed(constraint, relation, state);
    default:
      throw new FactsUnknown(`ADD CONSTRAINT ${String(constraint.contype)}`);
  }
}

function factsOfIndexed(constraint: Constraint, relation: string, state: SchemaState): Facts {
  if (constraint.indexname === undefined)
    return locking([relation], 'ACCESS EXCLUSIVE', { scans: true, rewrites: true });
  if (constraint.contype !== 'CONSTR_PRIMARY') return locking([relation], 'ACCESS EXCLUSIVE');
  const columns = indexColumns(constraint.indexname, relation, state);
  return locking([relation], 'ACCESS EXCLUSIVE', {
    scans: !columns.every((column) => isProven(state, relation, column)),
  });
}

/** A primary key makes its columns NOT NULL. */
function settled(state: SchemaState, constraint: Constraint, relation: string): SchemaState {
  const columns =
    constraint.contype === 'CONSTR_PRIMARY'
      ? constraint.indexname === undefined
        ? keysOf(constraint, 'CONSTR_PRIMARY')
        : indexColumns(constraint.indexname, relation, state)
      : constraint.skip_validation === true
        ? []
        : keysOf(constraint, 'CONSTR_NOTNULL');
  return columns.reduce((now, column) => withNotNull(now, relation, column), state);
}

function indexColumns(index: string, relation: string, state: SchemaState): readonly string[] {
  const found = state.indexes.find(({ table, bare }) => table === relation && bare === index);
  if (found === undefined) throw new FactsUnknown(`USING INDEX "${index}", which is not on ${relation}`);
  return found.columns;
}

function keysOf(constraint: Constraint, type: Constraint['contype']): string[] {
  if (constraint.contype !== type) return [];
  return (constraint.keys ?? []).map((key) => ('String' in key ? (key.String.sval ?? '') : ''));
}
