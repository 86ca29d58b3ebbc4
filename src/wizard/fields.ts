import type { Field, Kind, Values } from '../changes/kind.ts';
import type { TableParts } from '../catalog/survey-table.ts';
import type { Survey } from '../commands/live.ts';
import type { Asker, Entry } from './asker.ts';
import { refused, type Try } from './checks.ts';
import { cut } from './entries.ts';
import { askTable, columnEntry, WIDEST } from './picking.ts';
import { suggestedType } from './suggest.ts';
import type { Thing } from './things.ts';

/** What a question about a field may need. */
export interface Asking {
  readonly kind: Kind;
  readonly thing: Thing;
  readonly parts: TableParts;
  readonly survey: Survey;
  readonly asker: Asker;
  readonly whole: Try;
  /** No question of this kind comes after it. */
  readonly last: boolean;
}

/** What the picked thing says of a field by itself; undefined when it has to be asked. */
export function filledIn({ type, picks }: Field, { on, table, name }: Thing): string | undefined {
  if (picks === 'constraint') return on === 'constraint' ? name : undefined;
  if (type === 'index') return on === 'index' ? name : undefined;
  if (type === 'table') return table.name;
  if (type === 'column' || picks === 'referring')
    return on === 'column' ? `${table.name}.${name}` : type === 'column' ? table.name : undefined;
  return undefined;
}

/** Asks for the value of one field. */
export async function askField(field: Field, values: Values, asking: Asking): Promise<unknown> {
  const { asker, thing, parts } = asking;
  const question = `${field.question}${now(field, thing)}`;
  if (field.type === 'flag') return await asker.confirm(question, false);
  if (field.choices !== undefined) return await asker.choose(question, field.choices.map(plainEntry));
  switch (field.picks) {
    case 'columns':
    case 'keys': {
      const words = await askColumns(field, question, values, asking);
      return field.type === 'words' ? words : words.join(',');
    }
    case 'referring':
      return `${thing.table.name}.${(await askColumns(field, question, values, asking)).join(',')}`;
    case 'referred':
      return await askReferred(question, values, asking);
    case 'new column': {
      const check = (answer: string): Promise<string | true> =>
        checked(field, `${thing.table.name}.${answer}`, values, asking);
      return `${thing.table.name}.${await asker.text(`The name of the new column of ${cut(thing.table.name, WIDEST)}?`, { check })}`;
    }
    case 'constraint':
      return await asker.choose(
        question,
        parts.constraints.map(({ name, definition }) => ({ value: name, name, detail: definition })),
      );
    default:
      return await typed(field, question, values, asking);
  }
}

async function typed(field: Field, question: string, values: Values, asking: Asking): Promise<unknown> {
  const { asker, thing } = asking;
  const initial = usual(field, thing);
  const answer = await asker.text(question, {
    optional: field.as === 'option',
    ...(initial === undefined ? {} : { initial }),
    check: (text) => checked(field, text === '' ? undefined : valueOf(field, text), values, asking),
  });
  return answer === '' ? undefined : valueOf(field, answer);
}

const valueOf = ({ type }: Field, answer: string): unknown => (type === 'words' ? answer.split(/\s+/) : answer);

const checked = (field: Field, value: unknown, values: Values, { kind, whole, last }: Asking): Promise<string | true> =>
  refused(kind, { ...values, [field.name]: value }, (all) => whole(all, last));

/** What there is now, where the answer comes in its place. */
function now({ picks, type, as }: Field, { name, column, index, on }: Thing): string {
  if (picks === 'type' && column !== undefined) return ` (now ${cut(column.type, NOW)})`;
  if (picks === 'keys' && index !== undefined) return ` (now ${cut(index.keys.join(', '), NOW)})`;
  return type === 'identifier' && as === 'argument' && on !== 'constraint' ? ` (now ${cut(name, NOW)})` : '';
}

function usual({ picks }: Field, { column }: Thing): string | undefined {
  if (picks === 'type' && column !== undefined) return suggestedType(column.type);
  return picks === 'default' ? (column?.default ?? undefined) : undefined;
}

/** As much of what there is now as a question has room for. */
const NOW = 28;

const plainEntry = (value: string): Entry => ({ value, name: value });

const DONE = '';
const TYPED = ' ';

/** Columns one after the other, until it is enough; for `keys` also what is typed. */
async function askColumns(field: Field, question: string, values: Values, asking: Asking): Promise<string[]> {
  const { asker, parts, thing } = asking;
  const chosen: string[] = [];
  for (;;) {
    const left = parts.columns.filter(({ name }) => !chosen.includes(name));
    const entries: Entry[] = [
      ...(chosen.length === 0 ? [] : [{ value: DONE, name: 'that is all', detail: chosen.join(', ') }]),
      ...left.map((column) => ({ value: column.name, ...columnEntry(column) })),
      ...(field.picks === 'keys'
        ? [{ value: TYPED, name: 'an expression', detail: 'typed as in CREATE INDEX: lower(email), placed_at DESC' }]
        : []),
    ];
    const picked = await asker.choose(
      chosen.length === 0 ? question : `Another one, after ${cut(chosen.join(', '), WIDEST)}?`,
      entries,
      chosen.length === 0 ? thing.column?.name : DONE,
    );
    if (picked === DONE) return chosen;
    const check = (answer: string): Promise<string | true> => checked(field, [...chosen, answer], values, asking);
    chosen.push(picked === TYPED ? await asker.text('The expression?', { check }) : picked);
  }
}

/** A table that the name of the referring column sounds like, and as many of its columns as refer; its primary key is the usual answer. */
async function askReferred(question: string, values: Values, { asker, survey, thing, parts }: Asking): Promise<string> {
  const [, own = ''] = /\.([^.]*)$/.exec(typeof values['target'] === 'string' ? values['target'] : '') ?? [];
  const referring = own.split(',');
  const tables = await survey.tables();
  const stem = (referring[0] ?? '').replace(/_?id$/, '');
  const like = tables.find(
    ({ name }) => stem !== '' && [stem, `${stem}s`, `${stem}es`, stem.replace(/y$/, 'ies')].includes(name),
  );
  const table = await askTable('Which table does it refer to?', survey, asker, like?.name);
  const columns = table.oid === thing.table.oid ? parts.columns : (await survey.parts(table)).columns;
  const keyed = columns.toSorted((a, b) => Number(b.primary) - Number(a.primary));
  const chosen: string[] = [];
  for (const column of referring)
    chosen.push(
      await asker.choose(
        referring.length === 1 ? question : `Which column does ${cut(column, WIDEST)} refer to?`,
        keyed.filter(({ name }) => !chosen.includes(name)).map((each) => ({ value: each.name, ...columnEntry(each) })),
      ),
    );
  return `${table.name}.${chosen.join(',')}`;
}
