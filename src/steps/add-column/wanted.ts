import { UserError } from '../../errors.ts';
import { columnsNamed } from '../../sql/column-refs.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Catalog, Change, Column, ExpressionFacts, Table, TypeFacts } from '../../types.ts';
import { columnOf } from '../../changes/values.ts';

/** What is asked for, with what the server said of it. */
export interface Wanted {
  readonly name: string;
  readonly type: TypeFacts;
  readonly default: ExpressionFacts | null;
  readonly check: ExpressionFacts | null;
  readonly generated: ExpressionFacts | null;
  readonly references: { readonly table: Table; readonly column: Column } | null;
  /** A value of its own from a sequence: for good as a default, or until contract, when the identity takes over. */
  readonly sequence: 'serial' | 'identity' | null;
  readonly notNull: boolean;
  readonly unique: boolean;
}

/** Throws UserError for what makes no sense together or does not fit. */
export function wantedOf(change: Change, catalog: Catalog): Wanted {
  const [type] = catalog.answers.types;
  if (type === undefined) throw new Error('the type was not asked for');
  const answers = [...catalog.answers.expressions];
  const answer = (field: string): ExpressionFacts | null =>
    change[field] === undefined ? null : (answers.shift() ?? null);
  const sequence = change['serial'] === true ? 'serial' : change['identity'] === true ? 'identity' : null;
  const wanted: Wanted = {
    name: String(change['column']),
    type,
    default: answer('default'),
    check: answer('check'),
    generated: answer('generated'),
    references: referenced(change['references'], catalog),
    sequence,
    notNull: change['notNull'] === true || sequence !== null,
    unique: change['unique'] === true,
  };
  refuseNonsense(wanted, change, catalog.table);
  return wanted;
}

function referenced(value: unknown, { others: [table] }: Catalog): Wanted['references'] {
  if (typeof value !== 'object' || value === null || table === undefined) return null;
  const typed = 'column' in value ? String(value.column) : null;
  const key = table.constraints.find(({ type, incoming }) => type === 'p' && !incoming)?.columns ?? [];
  const says = qualified(table).text;
  const only = key.length === 1 ? key[0] : undefined;
  if (typed === null && only === undefined)
    throw new UserError(`--references: ${says} has no primary key of one column.`, {
      hint: `Name the column: --references "${says}(column)"`,
    });
  const column = typed === null ? table.columns.find(({ name }) => name === only) : columnOf(typed, { table });
  if (column === undefined) throw new Error('no such column');
  const unique = table.indexes.some(
    (index) =>
      index.unique &&
      index.immediate &&
      index.valid &&
      !index.partial &&
      !index.hasExpressions &&
      index.keyColumns === 1 &&
      index.columns[0] === column.name,
  );
  if (!unique)
    throw new UserError(
      `--references: ${says}.${ident(column.name).text} is not unique, so nothing can reference it.`,
      {
        hint: 'Reference a primary key or a unique column.',
      },
    );
  return { table, column };
}

const FAMILIES = [
  ['int2', 'int4', 'int8', 'numeric'],
  ['text', 'varchar', 'bpchar'],
];

const comparable = (one: string, other: string): boolean =>
  one === other || FAMILIES.some((family) => family.includes(one) && family.includes(other));

/** Kinds of values that exclude each other. */
function sources(wanted: Wanted, change: Change): string[] {
  return [
    ...(wanted.default === null ? [] : ['--default']),
    ...(wanted.generated === null ? [] : ['--generated']),
    ...(change['identity'] === true ? ['--identity'] : []),
    ...(change['serial'] === true ? ['serial'] : []),
  ];
}

function stop(message: string, hint: string): never {
  throw new UserError(message, { hint });
}

function refuseNonsense(wanted: Wanted, change: Change, table: Table): void {
  const { name, type, check, references, sequence, generated, unique } = wanted;
  const says = `${qualified(table).text}.${ident(name).text}`;
  const [first, second] = sources(wanted, change);
  if (table.columns.some((column) => column.name === name))
    stop(`${says} is there already.`, 'Choose another name, or change the column that is there.');
  if (second !== undefined)
    stop(`${String(first)} and ${second} both say where the values come from.`, 'Choose one of them.');
  if (sequence !== null && !['int2', 'int4', 'int8'].includes(type.baseType.name))
    stop(`A sequence gives integers, and ${type.type} is none.`, 'Choose smallint, integer or bigint.');
  if (check !== null && check.type !== 'boolean' && check.type !== 'unknown')
    stop(
      `--check is of type ${check.type}; it must be true or false.`,
      'Write a condition, for example --check "price > 0"',
    );
  if (generated !== null && (unique || references !== null))
    stop('A virtual generated column has no index and no foreign key.', 'Leave --unique and --references out.');
  if (generated !== null && columnsNamed(generated.sql).includes(name))
    stop('A generated column cannot be generated from itself.', 'Name other columns.');
  if (references !== null && !comparable(type.baseType.name, references.column.baseType.name))
    stop(
      `--references: ${type.type} cannot be compared with ${qualified(references.table).text}.${ident(references.column.name).text}, which is ${references.column.type}.`,
      `Give it the type ${references.column.type}.`,
    );
}
