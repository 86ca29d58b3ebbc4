import type { ColumnDef, Constraint, Node, TypeName } from 'libpg-query';
import { isDeepStrictEqual } from 'node:util';
import { parseOne, withoutLocations } from '../parse.ts';
import type { Subcommand } from './alter-table.ts';
import { foreignKeyTable } from './constraint.ts';
import { union } from './rule.ts';
import { isOurs, locking, type SchemaState } from './state.ts';
import { FactsUnknown } from './unknown.ts';
import { isVolatile } from './volatility.ts';

/** ADD COLUMN: the catalog alone, unless each row must get a value of its own or be checked (from 11 on). */
export const addColumn: Subcommand = (command, relation, state) => {
  if (command.def === undefined || !('ColumnDef' in command.def)) throw new FactsUnknown('ADD COLUMN without a column');
  const { ColumnDef: column } = command.def;
  const constraints = (column.constraints ?? []).flatMap((item) => ('Constraint' in item ? [item.Constraint] : []));
  const rewrites =
    isConstrained(column.typeName, state) || constraints.some((constraint) => fillsRows(constraint, state));
  const builds = constraints.some(({ contype }) => contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY');
  const checks = constraints.some(({ contype }) => contype === 'CONSTR_CHECK');
  const referenced = constraints.flatMap((constraint) =>
    constraint.contype === 'CONSTR_FOREIGN' ? [foreignKeyTable(constraint)] : [],
  );
  const facts = union([
    locking(referenced, 'SHARE ROW EXCLUSIVE'),
    locking([relation], 'ACCESS EXCLUSIVE', { scans: rewrites || builds || checks, rewrites: rewrites || builds }),
  ]);
  return { facts, state: isOurs(state, relation) ? withColumn(state, column, constraints) : state };
};

/** DROP COLUMN: the data stays on disk, but nothing reads it again. Foreign keys of the column go with it. */
export const dropColumn: Subcommand = (command, relation, state) => {
  const columns = relation === state.table ? state.columns.filter(({ name }) => name !== command.name) : state.columns;
  return { facts: locking([relation], 'ACCESS EXCLUSIVE', { destroys: true }), state: { ...state, columns } };
};

/** SET NOT NULL reads every row unless a validated CHECK already proves it (12 on). */
export const setNotNull: Subcommand = (command, relation, state) => {
  const name = command.name ?? '';
  const proven = isProven(state, relation, name);
  return {
    facts: locking([relation], 'ACCESS EXCLUSIVE', { scans: !proven }),
    state: withNotNull(state, relation, name),
  };
};

/** Is the column NOT NULL already, or does a validated CHECK say so? */
export function isProven(state: SchemaState, relation: string, column: string): boolean {
  if (isOurs(state, relation) && state.columns.some(({ name, notNull }) => notNull && name === column)) return true;
  return state.constraints.some(
    (constraint) => constraint.table === relation && constraint.validated && constraint.proves.includes(column),
  );
}

/** The state in which the column is NOT NULL. */
export function withNotNull(state: SchemaState, relation: string, column: string): SchemaState {
  if (!isOurs(state, relation)) return state;
  return {
    ...state,
    columns: state.columns.map((known) => (known.name === column ? { ...known, notNull: true } : known)),
  };
}

function withColumn(state: SchemaState, column: ColumnDef, constraints: readonly Constraint[]): SchemaState {
  const name = column.colname ?? '';
  if (state.columns.some((known) => known.name === name)) return state;
  return {
    ...state,
    columns: [
      ...state.columns,
      { name, notNull: constraints.some(({ contype }) => contype === 'CONSTR_NOTNULL'), type: null },
    ],
  };
}

function fillsRows(constraint: Constraint, state: SchemaState): boolean {
  if (constraint.contype === 'CONSTR_IDENTITY') return true;
  if (constraint.contype === 'CONSTR_GENERATED') return constraint.generated_kind !== 'v';
  return constraint.contype === 'CONSTR_DEFAULT' && isVolatileDefault(constraint.raw_expr, state);
}

function isVolatileDefault(expression: Node | undefined, state: SchemaState): boolean {
  const tree = withoutLocations(selectOf({ val: expression }));
  const judged = state.judged.find((known) => known.default !== null && isDeepStrictEqual(known.default, tree));
  return judged === undefined ? isVolatile(expression) : judged.volatile;
}

/** A domain with NOT NULL or CHECK makes ADD COLUMN rewrite the table (11 to 18). */
function isConstrained(type: TypeName | undefined, state: SchemaState): boolean {
  const names = (type?.names ?? []).map((name) => ('String' in name ? (name.String.sval ?? '') : ''));
  if (/^(small|big)?serial[248]?$/.test(names.at(-1) ?? '')) return true;
  if (names[0] === 'pg_catalog' || BUILT_IN.has(names.join('.'))) return false;
  const tree = withoutLocations(
    selectOf({
      val: { TypeCast: { arg: { A_Const: { isnull: true } }, ...(type === undefined ? {} : { typeName: type }) } },
    }),
  );
  const judged = state.judged.find((known) => isDeepStrictEqual(known.type, tree));
  if (judged === undefined)
    throw new FactsUnknown(`ADD COLUMN of type ${names.join('.')}, which may be a domain with a constraint`);
  return judged.constrained;
}

/** Types that the grammar leaves without `pg_catalog`. */
const BUILT_IN = new Set(
  'text bytea uuid json jsonb jsonpath date timestamptz timetz int2 int4 int8 float4 float8 bool varchar bpchar varbit inet cidr macaddr money xml point tsvector tsquery name oid'.split(
    ' ',
  ),
);

function selectOf(target: { val: Node | undefined }): Node {
  const template = parseOne('SELECT NULL');
  if (!('SelectStmt' in template) || target.val === undefined)
    throw new FactsUnknown('ADD COLUMN without an expression');
  return { SelectStmt: { ...template.SelectStmt, targetList: [{ ResTarget: { val: target.val } }] } };
}
