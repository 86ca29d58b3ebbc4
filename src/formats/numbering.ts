import { UserError } from '../errors.ts';
import { nextStamps, parseStamp, type StampWidth } from './stamp.ts';

/** A migration that lies in the directory. */
export interface Migration {
  readonly file: string;
  readonly digits: string;
  /** The name behind the number, without the ending. */
  readonly name: string;
  readonly direction: 'up' | 'down';
}

/** How a directory without migrations is numbered. Stamps have 14 digits; a tool that says a width may have any of them. */
export type Start =
  | { readonly style: 'sequence'; readonly width: number }
  | { readonly style: 'stamp'; readonly width?: StampWidth };

interface Continued {
  readonly directory: string;
  readonly migrations: readonly Migration[];
  readonly now: Date;
  readonly start: Start;
}

/**
 * The next `count` version numbers of a directory, in the style and width of those that are there.
 * Throws UserError when two files carry the same number or the numbering follows no rule that is known.
 */
export function nextVersions(count: number, { directory, migrations, now, start }: Continued): string[] {
  refuseDuplicates(directory, migrations);
  const stampWidth = stampWidthOf(migrations, start);
  const stamped = migrations.filter(({ digits }) => digits.length === stampWidth);
  if (stamped.length > 0)
    return nextStamps(newestStamp(directory, migrations, stamped, stampWidth), now, count, stampWidth);
  if (migrations.length === 0) {
    return start.style === 'stamp' ? nextStamps(null, now, count, start.width) : sequence(0n, start.width, count);
  }
  const width = widthOf(directory, migrations);
  const last = migrations.reduce((most, { digits }) => (BigInt(digits) > most ? BigInt(digits) : most), 0n);
  const next = sequence(last, width, count);
  const tooLong = next.find((version) => width > 1 && version.length > width);
  if (tooLong === undefined) return next;
  throw new UserError(
    `the next number in ${directory} would be ${tooLong}, and its numbers have ${width} digits, so it would sort before them`,
    {
      hint: `give the files in ${directory} numbers with one digit more`,
    },
  );
}

function sequence(last: bigint, width: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(last + BigInt(index + 1)).padStart(width, '0'));
}

function refuseDuplicates(directory: string, migrations: readonly Migration[]): void {
  const seen = new Map<string, string>();
  for (const { file, digits, direction } of migrations) {
    const key = `${direction} ${BigInt(digits)}`;
    const other = seen.get(key);
    if (other !== undefined) {
      throw new UserError(`two files in ${directory} have the same number: ${other} and ${file}`, {
        hint: 'give one of them another number',
      });
    }
    seen.set(key, file);
  }
}

// The width of the last one counts, since a team may have changed the style.
function stampWidthOf(migrations: readonly Migration[], start: Start): StampWidth {
  const widths: readonly StampWidth[] = start.style === 'stamp' && start.width !== undefined ? [13, 14, 17] : [14];
  const there = migrations.flatMap(({ digits }) => widths.find((width) => digits.length === width) ?? []);
  return there.at(-1) ?? (start.style === 'stamp' ? start.width : undefined) ?? 14;
}

function newestStamp(
  directory: string,
  migrations: readonly Migration[],
  stamped: readonly Migration[],
  width: StampWidth,
): Date {
  const longer = migrations.find(({ digits }) => digits.length > width);
  if (longer !== undefined) throw unknown(directory, longer.file, `is longer than a ${width}-digit time stamp`);
  return stamped.reduce<Date>((newest, { file, digits }) => {
    const moment = parseStamp(digits);
    if (moment === null) throw unknown(directory, file, `has ${width} digits, which are not a date and time`);
    return moment > newest ? moment : newest;
  }, new Date(0));
}

// One width for all (0001, 000001), or none at all (1, 2, ... 10, 11): then nothing begins with a zero.
function widthOf(directory: string, migrations: readonly Migration[]): number {
  const [first, ...rest] = migrations;
  if (first === undefined) return 1;
  const long = migrations.find(({ digits }) => digits.length > 7 && !digits.startsWith('0'));
  if (long !== undefined) throw unknown(directory, long.file, 'is neither a short sequence nor a 14-digit time stamp');
  const other = rest.find(({ digits }) => digits.length !== first.digits.length);
  if (other === undefined) return first.digits.length;
  if (migrations.every(({ digits }) => !digits.startsWith('0'))) return 1;
  throw new UserError(`the numbers in ${directory} have different widths: ${first.file} and ${other.file}`, {
    hint: 'rename the files to one width, so that they sort in the order in which they run',
  });
}

function unknown(directory: string, file: string, why: string): UserError {
  return new UserError(`the numbering in ${directory} is not known: the number of ${file} ${why}`, {
    hint: 'rename that file, or choose another directory with --dir DIR',
  });
}
