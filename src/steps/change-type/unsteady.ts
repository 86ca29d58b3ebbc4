import { Refusal } from '../../errors.ts';
import { functionsOf } from '../../sql/facts/volatility.ts';
import { parseExpression } from '../../sql/parse.ts';
import type { ExpressionFacts } from '../../types.ts';

/** Functions whose result no setting holds still. */
const MOVING = new Set(
  'now transaction_timestamp statement_timestamp current_setting age pg_backend_pid current_database current_schema'.split(
    ' ',
  ),
);

/** Throws Refusal for a conversion that would give another result tomorrow: nothing could prove both columns equal. */
export function refuseUnsteady(flag: string, { asked, sql, volatility }: ExpressionFacts): void {
  const node = parseExpression(sql);
  const moving = functionsOf(node).find((path) => MOVING.has(path.at(-1) ?? ''));
  const now = JSON.stringify(node).includes('"SQLValueFunction"');
  if (volatility !== 'volatile' && moving === undefined && !now) return;
  throw new Refusal(
    'unsteady',
    `${flag} ${asked} gives the same value another result each time, so nothing can prove that both columns are equal.`,
    'Give an expression that depends on the column alone.',
  );
}
