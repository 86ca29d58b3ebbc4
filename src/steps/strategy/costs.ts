import { qualified } from '../../sql/value.ts';
import type { StrategyCost } from '../../types.ts';
import { type Context, newNames, oldNames, touches } from '../context.ts';
import { estimate } from '../estimate.ts';
import { holes } from '../mirror/holes.ts';
import { standIn } from '../stand-in.ts';
import { viewRename } from '../view-strategy/subject.ts';

/** A second column: every row is written once more, and each index that names the column is built once more. */
export function columnCost(context: Context, refused: string | null): StrategyCost {
  const { table, catalog } = context;
  const { addedBytes, seconds } = estimate(context);
  const [to, says] = [newNames(context), qualified(table).text];
  return {
    refused,
    bytesCopied: addedBytes,
    rowsWritten: table.rows,
    seconds,
    indexes: table.indexes
      .filter((i) => touches(context, i.columns))
      .map(({ name, bytes }) => ({ name, bytes: catalog.dump === undefined ? bytes : null })),
    failing: [
      `a prepared SELECT * or RETURNING * on ${says}, once after expand and once after contract`,
      `COPY ${says} FROM without a column list`,
      ...(standIn(context)
        ? []
        : [
            `what counts on the position of columns after contract, when ${to} stands last (INSERT without a column list)`,
          ]),
    ],
  };
}

/** A view in the table's place: nothing is written, and some statements fail until contract. */
export function viewCost(context: Context, refused: string | null): StrategyCost {
  const { table, catalog } = context;
  const { helper } = viewRename(context);
  const found = holes({ table, view: table, base: helper, major: catalog.server.major });
  return {
    refused,
    bytesCopied: 0,
    rowsWritten: 0,
    seconds: { low: 0, high: 0 },
    indexes: [],
    failing: [
      `a prepared SELECT * or RETURNING * on ${qualified(table).text}, once after expand and once after contract`,
      `an INSERT or UPDATE that names both ${oldNames(context)} and ${newNames(context)}`,
      ...found.map(({ statement }) => statement),
      'every other migration of the table until contract (ALTER TABLE, CREATE INDEX, REFERENCES)',
    ],
  };
}
