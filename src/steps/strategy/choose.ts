import { Refusal } from '../../errors.ts';
import type { StrategyChoice, StrategyName } from '../../types.ts';
import type { Context } from '../context.ts';
import { refuseUnsafe } from '../refusals.ts';
import { refuseView } from '../view-strategy/refusals.ts';
import { columnCost, viewCost } from './costs.ts';

/** A copy that runs longer than this, or writes more than this, is worth living with a view for. */
const LONG_SECONDS = 3600;
const LARGE_BYTES = 10 * 1024 ** 3;

/** What each strategy would cost here, and which one is better; what the person asked for decides. */
export function chooseStrategy(context: Context): StrategyChoice {
  const column = columnCost(
    context,
    refusalOf(() => refuseUnsafe(context)),
  );
  const view = viewCost(
    context,
    refusalOf(() => refuseView(context)),
  );
  const [recommended, why] = recommend(context, { column, view });
  return { chosen: context.options.strategy, recommended, why, costs: { column, view } };
}

function refusalOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

function recommend({ table, catalog }: Context, { column, view }: StrategyChoice['costs']): [StrategyName, string] {
  if (view.refused !== null) return ['column', `No view can stand in for the table: ${view.refused}`];
  if (column.refused !== null) return ['view', `No second column can be kept equal: ${column.refused}`];
  if (catalog.environment.logicalReplication || table.publications.length > 0)
    return ['column', 'Subscribers know the table by its name, which the view would take.'];
  if (table.rowTypeFunctions.length > 0)
    return ['column', 'Functions with the row type of the table would fail while a view stands in its place.'];
  const long = (column.seconds?.high ?? 0) > LONG_SECONDS;
  if (long || (column.bytesCopied ?? 0) > LARGE_BYTES)
    return ['view', `The copy would be ${long ? 'long' : 'large'}; a view in the table's place copies nothing.`];
  if (catalog.dump !== undefined)
    return ['column', 'A table stays a table for all code; without a server nothing says whether the copy is large.'];
  return [
    'column',
    table.rows === null
      ? 'The table was never analyzed, so nothing says that it is large; and a table stays a table for all code.'
      : 'The copy is small, and a table stays a table for all code.',
  ];
}
