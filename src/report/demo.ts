import type { End, Part } from '../demo/run.ts';
import type { Moment, Seen } from '../demo/moment.ts';
import type { Paint } from './paint.ts';
import { grouped, shown, wrapped } from './text.ts';

/** Nothing in this part contradicts what the plan promises. */
export function promisesKept(part: Part): boolean {
  switch (part.part) {
    case 'moment':
      return part.moment.asPromised;
    case 'refused':
      return part.says !== null;
    case 'end':
      return endKept(part.end);
    default:
      return true;
  }
}

const endKept = ({ wrong, disturbed, naive }: End): boolean =>
  wrong === 0 && disturbed === 0 && naive.differences.length === 0 && naive.oldCode !== 'works';

/** One part of the demo as the terminal shows it; at most 80 columns. */
export function partText(part: Part, paint: Paint): string {
  switch (part.part) {
    case 'shop':
      return `A shop: ${grouped(part.rows)} users, ${grouped(part.orders)} orders, an index, a view, a trigger, a foreign key.\n\n`;
    case 'plan':
      return planText(part, paint);
    case 'phase':
      return phaseText(part, paint);
    case 'moment':
      return momentText(part.moment, paint);
    case 'refused':
      return refusedText(part, paint);
    case 'end':
      return endText(part.end, paint);
  }
}

function planText({ planned }: Extract<Part, { part: 'plan' }>, paint: Paint): string {
  const up = planned.files.filter(({ direction }) => direction === 'up');
  return [
    paint('bold', '$ plan rename users.full_name display_name'),
    ...up.map(({ path, content }) => `  ${shown(path)}  ${content.split('\n').length - 1} lines`),
    '',
    wrapped(
      'Old code knows only full_name, new code only display_name. At each point below both insert, update, save whole rows, upsert and delete; then both read every row, and each value is compared with what was written last. Empty are the rows that the backfill has still to fill.',
    ),
    wrapped(
      'This PostgreSQL has one connection, so they run between statements. To let them run between batches too, the copy is first run with a time limit of 0 s, which stops it after the next range of pages, three times; then the file as written goes on to the end.',
    ),
  ].join('\n');
}

const WIDTHS = [28, 24, 26] as const;

const row = (...cells: readonly string[]): string =>
  `  ${cells.map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0)).join('')}`.trimEnd();

function phaseText({ phase, title, file }: Extract<Part, { part: 'phase' }>, paint: Paint): string {
  const fits = `${phase}  ${shown(title)}  ${shown(file)}`.length <= 80;
  return [
    '',
    `${paint(['bold', 'cyan'], phase)}  ${shown(title)}${fits ? '  ' : '\n  '}${paint('dim', shown(file))}`,
    paint('dim', row('', 'old code', 'new code')),
  ].join('\n');
}

function momentText({ title, old, new: fresh, asPromised }: Moment, paint: Paint): string {
  const line = row(title, seenText(old), seenText(fresh));
  const errors = [old, fresh].flatMap((seen) => (seen.works ? [] : [`    ${shown(seen.error)}`]));
  return [asPromised ? line : paint('red', line), ...errors.map((error) => paint('dim', error))].join('\n');
}

function seenText(seen: Seen): string {
  if (!seen.works) return 'fails';
  const { writes, read } = seen;
  if (read.wrong > 0) return `${grouped(read.wrong)} rows wrong`;
  return read.empty > 0 ? `${writes} writes, ${grouped(read.empty)} empty` : `${writes} writes, reads ok`;
}

function refusedText({ phase, says }: Extract<Part, { part: 'refused' }>, paint: Paint): string {
  const told = says === null ? paint('red', `${phase} ran before its time`) : `${phase}, asked to run now, refuses:`;
  return ['', `  ${told}`, ...(says === null ? [] : [wrapped(says, { first: '    ', indent: '    ' })])].join('\n');
}

function endText(end: End, paint: Paint): string {
  const { writes, rows, wrong, disturbed, naive } = end;
  const total = writes.old + writes.new;
  const mark = (good: boolean, text: string) =>
    paint(good ? 'green' : 'red', wrapped(text, { first: good ? '  ok    ' : '  WRONG ', indent: '        ' }));
  return [
    '',
    paint('bold', 'At the end'),
    mark(
      wrong === 0,
      `${grouped(total)} writes (${grouped(writes.old)} by old code, ${grouped(writes.new)} by new code); ${grouped(rows)} rows compared with them, ${grouped(wrong)} lost or changed`,
    ),
    mark(disturbed === 0, `${grouped(disturbed)} rows that nobody wrote had their updated_at moved by the copy`),
    mark(
      naive.differences.length === 0,
      `the schema is that of the plain rename: ${naive.compared} definitions compared, ${naive.differences.length} differ`,
    ),
    ...naive.differences.map((line) => wrapped(line, { first: '        ', indent: '          ' })),
    '',
    wrapped(`The plain rename ends in the same schema, but from that moment all running old code fails:`),
    `  ${naive.statement};`,
    `    ${shown(naive.oldCode)}`,
    '',
    endKept(end)
      ? paint(['bold', 'green'], 'Not one write was lost.')
      : paint(['bold', 'red'], 'This is not as promised.'),
  ].join('\n');
}
