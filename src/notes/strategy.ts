import { bytes, duration, grouped } from '../report/text.ts';
import type { StrategyChoice, StrategyCost } from '../types.ts';
import { code, prose } from './markdown.ts';
import { renderFile } from './layout.ts';

/** The section that weighs the two ways of renaming a column; empty for a plan that has no choice. */
export function strategy(choice: StrategyChoice | undefined): string {
  if (choice === undefined) return '';
  const { column, view } = choice.costs;
  const row = (what: string, cell: (cost: StrategyCost) => string) => ({
    what,
    column: cell(column),
    view: cell(view),
  });
  const text = renderFile('strategy.md', {
    says: says(choice),
    rows: [
      row('Can be done', ({ refused }) => (refused === null ? 'yes' : `no: ${prose(refused)}`)),
      row('Rows written', ({ rowsWritten, bytesCopied }) =>
        rowsWritten === null ? (bytesCopied === null ? 'all' : 'all; not analyzed') : grouped(rowsWritten),
      ),
      row('More on disk until contract', ({ bytesCopied }) =>
        bytesCopied === null ? 'not known' : bytes(bytesCopied),
      ),
      row('Time of the copy', ({ seconds }) => (seconds === null ? 'not known' : span(seconds))),
      row('Indexes built once more', ({ indexes }) =>
        indexes.length === 0
          ? 'none'
          : indexes
              .map((index) => (index.bytes === null ? code(index.name) : `${code(index.name)} (${bytes(index.bytes)})`))
              .join('<br>'),
      ),
      row('Statements that fail meanwhile', ({ failing }) => failing.map(prose).join('<br>')),
    ],
  });
  return `\n\n${text}`;
}

function says({ chosen, recommended, why }: StrategyChoice): string {
  const better = `Recommended is ${code(recommended)}. ${prose(why)}`;
  return chosen === recommended
    ? `${better} This plan takes it.`
    : `${better} This plan takes ${code(chosen)}, as it was told.`;
}

function span({ low, high }: { readonly low: number; readonly high: number }): string {
  return low === high ? duration(low) : `${duration(low)} to ${duration(high)}`;
}
