import { ident, literal, qualified } from '../sql/value.ts';
import type { Finding } from '../types.ts';
import { type Context, newNames, oldNames, type Pair, touches } from './context.ts';
import { generator } from './generated.ts';

const note = (id: string, title: string, detail: string): Finding => ({ id, level: 'note', title, detail, deploy: 2 });

/** Until contract the key is the old column's: nobody notices but who asks the catalog for it. */
function primaryKey(context: Context): Finding[] {
  const key = context.table.indexes.find((index) => index.primary && touches(context, index.columns));
  if (key === undefined) return [];
  const [from, to] = [oldNames(context), newNames(context)];
  return [
    note(
      'primary-key',
      `${from} is in the primary key`,
      `Until contract the primary key ${ident(key.name).text} is on ${from}, and ${to} has a unique index of its own. New code may read, write, join and upsert by ${to}, ON CONFLICT (...) and ON CONFLICT ON CONSTRAINT ${ident(key.name).text} alike. But GROUP BY ${to} does not stand for the table's other columns yet (42803), and an ORM that asks the database for the primary key finds ${from}: tell it ${to} in deploy 2. After contract the key is on ${to}, under the same name.`,
    ),
  ];
}

/** Foreign keys never move, so there is nothing to do about them but to know it. */
function referenced(context: Context): Finding[] {
  const incoming = context.table.constraints.filter((c) => c.incoming && touches(context, c.columns));
  if (incoming.length === 0) return [];
  const names = incoming.map((c) => `${ident(c.name).text} of ${qualified(c.table).text}`);
  return [
    note(
      'referenced-key',
      `Foreign keys reference ${oldNames(context)}`,
      `${names.join(', ')}: they stay as they are and are enforced in every moment, whichever column is written, with all their actions; no other table is locked or changed. A foreign key that is added before contract names ${oldNames(context)} or no column.`,
    ),
  ];
}

const generatedKey = ({ table }: Context, pair: Pair): Finding[] => {
  const { old, name } = pair;
  if (generator(pair) === null) return [];
  const [from, to] = [ident(old.name).text, ident(name).text];
  const ask = `pg_get_serial_sequence(${literal(qualified(table).text).text}, ${literal(name).text})`;
  const always =
    old.identity === 'a'
      ? ` An INSERT that gives ${to} a value of its own is accepted even without OVERRIDING SYSTEM VALUE.`
      : '';
  return [
    note(
      'generated-key',
      `${from} gets its values from a sequence`,
      `${old.sequence === null ? 'The sequence' : qualified(old.sequence).text} goes on without a gap in privileges, value or currval(). Leave ${to} out of an INSERT, or give it: RETURNING ${to} and lastval() tell the value. Until contract ${ask} is NULL: name the sequence instead. UPDATE ... SET ${to} = DEFAULT fails or sets NULL until then, and an INSERT of NULL gets a value.${always}`,
    ),
  ];
};

/** What new code must know about keys and sequences between the backfill and contract. */
export const keyFindings = (context: Context): Finding[] => [
  ...primaryKey(context),
  ...referenced(context),
  ...context.pairs.flatMap((pair) => generatedKey(context, pair)),
];
