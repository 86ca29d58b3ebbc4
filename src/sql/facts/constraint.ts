import type { Constraint } from 'libpg-query';
import type { Facts } from '../../types.ts';
import { isProven, withNotNull } from './alter-column.ts';
import type { Subcommand } from './alter-table.ts';
import { notNullConjuncts } from './proof.ts';
import { union } from './rule.ts';
import { locking, nameText, relationText, withChildren, type IndexState, type SchemaState } from './state.ts';
import { FactsUnknown } from './unknown.ts';

const HEREDITARY = new Set<string>(['CONSTR_CHECK', 'CONSTR_FOREIGN', 'CONSTR_NOTNULL']);

/** ADD CONSTRAINT: what it locks goes by its type, whether it reads the table by NOT VALID or USING INDEX. */
export const addConstraint: Subcommand = (command, relation, state, inherits, schema) => {
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
  // What binds a table binds its family, under the same name where it is new there.
  const inherited = HEREDITARY.has(constraint.contype ?? '') ? withChildren(state, relation, true).slice(1) : [];
  const copies = inherited
    .filter((child) => !state.constraints.some(({ table, name }) => table === child && name === added.name))
    .map((child) => ({ ...added, table: child }));
  const after = {
    ...state,
    constraints: [...state.constraints, added, ...copies],
    indexes: [...state.indexes, ...indexOf(constraint, relation, schema)],
  };
  return { facts: factsOfAdding(constraint, relation, state, inherits), state: settled(after, constraint, relation) };
};

/** The index that a UNIQUE or PRIMARY KEY makes when it is not given one. */
function indexOf({ contype, conname, indexname, keys }: Constraint, relation: string, schema = ''): IndexState[] {
  if ((contype !== 'CONSTR_UNIQUE' && contype !== 'CONSTR_PRIMARY') || indexname !== undefined || !conname) return [];
  const columns = (keys ?? []).map((key) => ('String' in key ? (key.String.sval ?? '') : ''));
  return [{ name: nameText({ schema, name: conname }), bare: conname, table: relation, columns }];
}

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

function factsOfAdding(
  constraint: Constraint,
  relation: string,
  state: SchemaState,
  inherits: boolean | undefined,
): Facts {
  const scans = constraint.skip_validation !== true;
  switch (constraint.contype) {
    case 'CONSTR_CHECK':
      return locking([relation], 'ACCESS EXCLUSIVE', { scans: scans && constraint.is_enforced !== false });
    case 'CONSTR_NOTNULL':
      return locking([relation], 'ACCESS EXCLUSIVE', {
        scans: scans && !keysOf(constraint, 'CONSTR_NOTNULL').every((column) => isProven(state, relation, column)),
      });
    case 'CONSTR_FOREIGN':
      return foreignKey(constraint, relation, state, scans);
    case 'CONSTR_UNIQUE':
    case 'CONSTR_PRIMARY':
    case 'CONSTR_EXCLUSION':
      // Of a partitioned table alone it is a name to which the indexes of the partitions are attached.
      return inherits !== true && state.partitioned.includes(relation)
        ? locking([relation], 'ACCESS EXCLUSIVE')
        : factsOfIndexed(constraint, relation, state);
    default:
      throw new FactsUnknown(`ADD CONSTRAINT ${String(constraint.contype)}`);
  }
}

/** A partitioned table takes over a partition's own valid foreign key of the same shape instead of reading its rows. */
function foreignKey(constraint: Constraint, relation: string, state: SchemaState, scans: boolean): Facts {
  const other = foreignKeyTable(constraint);
  if (!state.partitioned.includes(relation))
    return locking([...new Set([relation, other])], 'SHARE ROW EXCLUSIVE', { scans });
  const leaves = state.children.filter((child) => !state.partitioned.includes(child));
  const ready = leaves.every((leaf) =>
    state.constraints.some(({ table, name, validated }) => table === leaf && name === constraint.conname && validated),
  );
  return union([
    locking([relation], 'SHARE ROW EXCLUSIVE', { scans: scans && !ready }),
    locking([other], 'ACCESS EXCLUSIVE'),
  ]);
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
