import type { Node, TypeName } from 'libpg-query';
import { parseExpression } from '../parse.ts';
import type { Subcommand } from './alter-table.ts';
import { locking, type SchemaState } from './state.ts';
import { FactsUnknown } from './unknown.ts';

/** ALTER COLUMN ... TYPE writes the table anew, unless the values of the old type are those of the new one. */
export const alterType: Subcommand = (command, relation, state) => {
  if (command.def === undefined || !('ColumnDef' in command.def)) throw new FactsUnknown('TYPE without a type');
  const { typeName, raw_default: using, collClause } = command.def.ColumnDef;
  const now = relation === state.table ? presentType(state, command.name) : null;
  const same =
    using === undefined &&
    collClause === undefined &&
    now !== null &&
    typeName !== undefined &&
    keepsValues(now, typeName);
  const facts = locking([relation], 'ACCESS EXCLUSIVE', { scans: !same, rewrites: !same });
  if (relation !== state.table || typeName === undefined) return { facts, state };
  const columns = state.columns.map((known) => (known.name === command.name ? { ...known, type: null } : known));
  return { facts, state: { ...state, columns } };
};

function presentType({ columns }: SchemaState, name: string | undefined): TypeName | null {
  const type = columns.find((column) => column.name === name)?.type ?? null;
  return type === null ? null : typeOf(type);
}

function typeOf(type: string): TypeName | null {
  const cast: Node = parseExpression(`CAST(NULL AS ${type})`);
  return 'TypeCast' in cast ? (cast.TypeCast.typeName ?? null) : null;
}

const nameOf = ({ names = [] }: TypeName): string => {
  const last = names.at(-1);
  return last !== undefined && 'String' in last ? (last.String.sval ?? '') : '';
};

const modifiersOf = ({ typmods = [] }: TypeName): number[] =>
  typmods.flatMap((each) => ('A_Const' in each ? [each.A_Const.ival?.ival ?? 0] : []));

const isArray = ({ arrayBounds = [] }: TypeName): boolean => arrayBounds.length > 0;

/** Binary-coercible, and no modifier that a value might break: what PostgreSQL 14 to 18 were seen to do without writing. */
export function keepsValues(from: TypeName, to: TypeName): boolean {
  if (isArray(from) || isArray(to)) return false;
  const [old, name] = [nameOf(from), nameOf(to)];
  const [before, after] = [modifiersOf(from), modifiersOf(to)];
  const texts = ['text', 'varchar'];
  if (texts.includes(old) && name === 'text') return true;
  if (texts.includes(old) && name === 'varchar')
    return after.length === 0 || (before[0] ?? Infinity) <= (after[0] ?? 0);
  if (old === 'cidr' && name === 'inet') return true;
  if (old !== name) return false;
  if (after.length === 0) return ['numeric', 'varbit', 'timestamp', 'timestamptz', 'time', 'timetz'].includes(name);
  if (before.length === 0) return false;
  if (name === 'numeric') return (before[1] ?? 0) === (after[1] ?? 0) && (before[0] ?? 0) <= (after[0] ?? 0);
  if (!['varbit', 'timestamp', 'timestamptz', 'time', 'timetz'].includes(name)) return false;
  return (before[0] ?? 0) <= (after[0] ?? 0);
}

/** The same for types as the catalog writes them. */
export function keepsValuesOf(from: string, to: string): boolean {
  const [old, name] = [typeOf(from), typeOf(to)];
  return old !== null && name !== null && keepsValues(old, name);
}
