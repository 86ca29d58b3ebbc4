import { Refusal, UserError } from '../../errors.ts';
import { columnsNamed } from '../../sql/column-refs.ts';
import { ident, qualified } from '../../sql/value.ts';
import type { Column, ExpressionFacts } from '../../types.ts';
import type { Context } from '../context.ts';
import { refuseTable } from '../table-refusals.ts';
import { unvalidated } from './proof.ts';

/** Throws UserError when there is nothing to do, Refusal when PostgreSQL cannot do it safely. */
export function refuse(context: Context, column: Column, fill: ExpressionFacts | null): void {
  const { table } = context;
  const says = `${qualified(table).text}.${ident(column.name).text}`;
  refuseTable(context, says);
  if (column.notNull && unvalidated(table, column.name) === undefined)
    throw new UserError(`${says} is NOT NULL already.`, { hint: 'Nothing is left to do.' });
  if (fill?.sql.toUpperCase() === 'NULL')
    throw new UserError('--fill is NULL, which fills nothing.', { hint: 'Give a value, for example --fill 0' });
  if (fill !== null) refuseFill(context, column, fill, says);
}

function refuseFill({ table }: Context, { name }: Column, fill: ExpressionFacts, says: string): void {
  const key = [table, ...table.family]
    .flatMap(({ otherDependents }) => otherDependents)
    .find((other) => other.startsWith('partition key of '));
  if (key !== undefined)
    throw new Refusal(
      'partition-key',
      `${says} is part of the ${key}, so a row that is filled would have to move to another partition, which no trigger can do.`,
      'Move those rows with UPDATE yourself, then ask again without --fill.',
    );
  const computed = table.columns.find((c) => c.generated !== '' && columnsNamed(fill.sql).includes(c.name));
  if (computed === undefined) return;
  throw new Refusal(
    'fill-generated',
    `--fill names the generated column ${ident(computed.name).text}, which has no value yet when ${ident(name).text} is filled.`,
    'Write the expression that it is generated from in its place.',
  );
}
