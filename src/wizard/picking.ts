import type { Kind } from '../changes/kind.ts';
import type { SurveyedTable } from '../catalog/survey.ts';
import type { SurveyedColumn, SurveyedIndex } from '../catalog/survey-table.ts';
import type { Survey } from '../commands/live.ts';
import { UserError } from '../errors.ts';
import { bytes, grouped } from '../report/text.ts';
import type { Asker, Entry } from './asker.ts';
import { cut } from './entries.ts';
import { kindsFor, type Thing, thingsOf } from './things.ts';

/** Which table; all of them are read once. Throws UserError when there is none. */
export async function askTable(question: string, survey: Survey, asker: Asker, usual?: string): Promise<SurveyedTable> {
  const tables = await survey.tables();
  const name = await asker.choose(question, tables.map(tableEntry), usual);
  const table = tables.find((each) => each.name === name);
  if (table !== undefined) return table;
  throw new UserError('This database has no tables that you can see.', {
    hint: 'plan --database postgres://user@host:5432/database asks about another one',
  });
}

/** Which part of the table, or the table itself. */
export async function askThing(table: SurveyedTable, survey: Survey, asker: Asker): Promise<Thing> {
  const things = thingsOf(table, await survey.parts(table));
  const value = await asker.choose(`What of ${cut(table.name, WIDEST)} is to change?`, things.map(thingEntry));
  const thing = things.find((each) => valueOf(each) === value);
  if (thing === undefined) throw new Error(`${value} is not in the list`);
  return thing;
}

/** Which of the kinds that make sense for it. */
export async function askKind(thing: Thing, asker: Asker): Promise<Kind> {
  const offered = kindsFor(thing);
  const name = await asker.choose(
    `What is to be done with ${cut(spoken(thing), WIDEST)}?`,
    offered.map(({ name: value, summary, why }) => ({ value, name: value, detail: summary, more: why })),
  );
  const kind = offered.find((each) => each.name === name);
  if (kind === undefined) throw new Error(`${name} is not in the list`);
  return kind;
}

/** `users`, `users.email`, `users_email_idx` */
export const spoken = ({ on, table, name }: Thing): string => (on === 'column' ? `${table.name}.${name}` : name);

/** A name in a question that is to stay on its line. */
export const WIDEST = 40;

const valueOf = ({ on, name }: Thing): string => `${on} ${name}`;

/** How a table is shown in a list. */
export function tableEntry(table: SurveyedTable): Entry {
  const rows = table.rows === null ? 'never analyzed' : `${grouped(table.rows)} rows`;
  const kind = table.partitions > 0 ? `, ${table.partitions} partitions` : table.isPartition ? ', a partition' : '';
  const hangs = [
    counted(table.indexes, 'index', 'indexes'),
    table.referring === 0 ? '' : `refers to other tables by ${counted(table.referring, 'foreign key')}`,
    table.referred === 0 ? '' : `referred to by ${counted(table.referred, 'foreign key')}`,
    counted(table.views, 'view'),
    counted(table.triggers, 'trigger'),
  ].filter((part) => part !== '');
  return {
    value: table.name,
    name: table.name,
    detail: `${rows.padStart(17)}  ${bytes(table.bytes).padStart(9)}${kind}`,
    more: hangs.length === 0 ? 'nothing hangs on it' : hangs.join(', '),
  };
}

function counted(count: number, one: string, many = `${one}s`): string {
  return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
}

function thingEntry(thing: Thing): Entry {
  const { column, index, constraint, table } = thing;
  const value = valueOf(thing);
  if (column !== undefined) return { value, ...columnEntry(column) };
  if (index !== undefined) return { value, ...indexEntry(index) };
  if (constraint !== undefined)
    return { value, name: thing.name, detail: `constraint: ${constraint.definition}`, more: constraint.definition };
  return {
    value,
    name: `${table.name} itself`,
    detail: 'new columns, indexes, its name',
    more: tableEntry(table).more ?? '',
  };
}

/** How a column is shown in a list. */
export function columnEntry(column: SurveyedColumn): Omit<Entry, 'value'> {
  const words = [
    column.type,
    column.primary ? 'primary key' : '',
    column.notNull && !column.primary ? 'NOT NULL' : '',
    column.identity ? 'identity' : '',
    column.generated ? 'generated' : '',
    column.default === null ? '' : `default ${column.default}`,
  ];
  const hangs = [
    column.indexes === 0 ? 'in no index' : `in ${counted(column.indexes, 'index', 'indexes')}`,
    column.refers.length === 0 ? '' : `refers to ${column.refers.join(', ')}`,
    column.notNull ? '' : 'may be NULL',
  ];
  return { name: column.name, detail: listed(words), more: listed(hangs) };
}

function indexEntry({ name, definition, unique, valid, bytes: size }: SurveyedIndex): Omit<Entry, 'value'> {
  const says = `${valid ? '' : 'INVALID '}${unique ? 'unique index' : 'index'}`;
  return { name, detail: `${says}: ${definition}`, more: `${bytes(size)}, ${definition}` };
}

const listed = (words: readonly string[]): string => words.filter((word) => word !== '').join(', ');
