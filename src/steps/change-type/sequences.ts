import { render } from '../../sql/render.ts';
import { concatenate, ident, literal, qualified, verbatim } from '../../sql/value.ts';
import type { OwnedSequence } from '../../types.ts';
import { type Carry, type Context, mergeCarries, nothingToCarry, type Pair } from '../context.ts';
import { grantsOf } from './grants.ts';

/** What ends a sequence of each type, upwards and downwards. */
const LIMITS: Readonly<Record<string, readonly [min: string, max: string]>> = {
  smallint: ['-32768', '32767'],
  integer: ['-2147483648', '2147483647'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
};

const INTEGERS: Readonly<Record<string, string>> = { int2: 'smallint', int4: 'integer', int8: 'bigint' };

/** The sequence of a serial or identity column follows to the new column and counts in its type. */
export const carrySequences = (context: Context): Carry =>
  mergeCarries(
    context.pairs.flatMap((pair) =>
      (context.catalog.converting?.sequences ?? [])
        .filter(({ column }) => column === pair.old.name)
        .map((sequence) =>
          pair.old.identity === '' ? serial(context, pair, sequence) : identity(context, pair, sequence),
        ),
    ),
  );

const typeFor = ({ converts }: Pair): string | null => INTEGERS[converts?.type.baseType.name ?? ''] ?? null;

/** A serial keeps its sequence: its values, its rights, and what sessions know of it. */
function serial({ table }: Context, pair: Pair, sequence: OwnedSequence): Carry {
  const type = typeFor(pair);
  return {
    ...nothingToCarry,
    beforeDrop: [
      {
        title: `${qualified(sequence).text} belongs to the new column, and counts on in its type.`,
        sql: [
          ...(type === null ? [] : [render('sequence-type', { sequence: qualified(sequence), type: verbatim(type) })]),
          render('sequence-owned-by', {
            sequence: qualified(sequence),
            column: concatenate([qualified(table), '.', ident(pair.name)]),
          }),
        ],
      },
    ],
  };
}

/**
 * The sequence of an identity column belongs to it for good, so it is made anew under its name. ALTER SEQUENCE comes
 * first: until it ends nobody can take a value, so the value that is read is the last.
 */
function identity(context: Context, pair: Pair, sequence: OwnedSequence): Carry {
  const { table } = context;
  const { old, name } = pair;
  const column = { table: qualified(table), column: ident(name) };
  const type = typeFor(pair) ?? 'bigint';
  return {
    ...nothingToCarry,
    // It comes after NOT NULL, which an identity column needs.
    beforeDrop: [
      {
        title: `${qualified(sequence).text} goes with the old column; the new one gets one like it that counts on from where it was.`,
        sql: [
          render('move-identity', {
            lock: render('sequence-type', { sequence: qualified(sequence), type: verbatim(type) }),
            sequence: qualified(sequence),
            drop: render('drop-identity', { table: qualified(table), column: ident(old.name) }),
            add: render('add-identity-as', {
              ...column,
              generated: verbatim(old.identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'),
              options: verbatim(options(sequence, type)),
            }),
            name: literal(qualified(sequence).text),
          }),
          ...(sequence.comment === null
            ? []
            : [
                render('comment-on', {
                  kind: verbatim('SEQUENCE'),
                  name: qualified(sequence),
                  text: literal(sequence.comment),
                }),
              ]),
          ...grantsOf(verbatim('SEQUENCE'), sequence, table.owner, sequence.grants, sequence.defaultGrantees),
        ],
      },
    ],
  };
}

/** A limit that was the old type's becomes the new type's. */
const limit = (word: string, value: string, was: string | undefined, now: string | undefined): string =>
  `${word} ${value === was && now !== undefined ? now : value}`;

function options(sequence: OwnedSequence, type: string): string {
  const [min, max] = LIMITS[sequence.type] ?? [];
  const [newMin, newMax] = LIMITS[type] ?? [];
  const descending = sequence.increment.startsWith('-');
  return [
    `SEQUENCE NAME ${qualified(sequence).text}`,
    `START WITH ${sequence.start}`,
    `INCREMENT BY ${sequence.increment}`,
    limit('MINVALUE', sequence.min, descending ? min : undefined, newMin),
    limit('MAXVALUE', sequence.max, descending ? undefined : max, newMax),
    `CACHE ${sequence.cache}`,
    sequence.cycle ? 'CYCLE' : 'NO CYCLE',
  ].join(' ');
}
