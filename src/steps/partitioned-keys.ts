import { indent } from '../sql/indent.ts';
import { renameInConstraint } from '../sql/rename/index.ts';
import { render } from '../sql/render.ts';
import { ident, qualified, type Sql, textArray, verbatim } from '../sql/value.ts';
import type { Index } from '../types.ts';
import { guardNotReady } from './blocks.ts';
import { commentOf } from './constraints.ts';
import { type Carry, type Context, nothingToCarry, renamesAfter, touches } from './context.ts';
import { familyQuery, isMember } from './family.ts';
import { attachIndex } from './partitioned-indexes.ts';

/** A primary key of a partitioned table, or a partition's part of it. */
export const isPartitionedPrimary = ({ table }: Context, { primary, parent }: Index): boolean =>
  primary && (table.kind === 'p' || parent !== null);

/**
 * An index that is part of another cannot become part of a primary key, and a partitioned table takes no key from an index.
 * So each partition builds its own; in contract they become primary keys one by one, then the partitioned tables get theirs
 * as a name alone, to which they are attached.
 */
export function carryPartitionedPrimary(context: Context, index: Index): Carry {
  const { table } = context;
  const own = table.constraints.find((c) => c.name === index.constraint && !c.incoming);
  const name = index.constraint ?? index.name;
  const definition = renameInConstraint(own?.definition ?? '', table, renamesAfter(context), 'own');
  return {
    ...nothingToCarry,
    afterDrop: [
      {
        title: `The primary key ${name} of ${qualified(table).text}, of which those of the partitions become parts.`,
        sql: [
          render('add-unique-only', {
            table: qualified(table),
            constraint: ident(name),
            definition: verbatim(definition),
          }),
          ...(own === undefined ? [] : commentOf(context, own, name).flatMap(({ sql }) => sql)),
          ...(isMember(context) ? [] : attached(context)),
        ],
      },
    ],
    replaced: { indexes: [qualified(index).text], constraints: [name], statistics: [] },
  };
}

/** The deepest first, so that every part is whole when it is attached. */
const attached = ({ table }: Context): Sql[] =>
  table.family
    .toReversed()
    .flatMap(({ indexes }) =>
      indexes
        .filter(({ primary }) => primary)
        .flatMap((index) => (index.parent === null ? [] : [attachIndex(index.parent, index)])),
    );

/** A partition that came after the plan has no index for the key, which would never be whole. */
export function unlistedPartitions(context: Context): Sql[] {
  const { table } = context;
  const key = table.indexes.find((index) => index.primary && touches(context, index.columns));
  if (table.kind !== 'p' || key === undefined || context.pairs.every(({ converts }) => converts === undefined))
    return [];
  return [
    guardNotReady(
      render('member-not-listed', {
        members: indent(familyQuery(table, 'members'), 4),
        known: textArray(table.family.map((member) => qualified(member).text)),
      }),
      `${qualified(table).text} has a partition that is not in this plan, so nothing was built there for ${ident(key.name).text}.`,
      'Detach it (ALTER TABLE ... DETACH PARTITION CONCURRENTLY), run this file again, change the type there too, and attach it again.',
    ),
  ];
}
