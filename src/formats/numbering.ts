import { UserError } from '../errors.ts';
import { nextStamps, parseStamp, type StampWidth, stampWidth } from './stamp.ts';

/** A migration that lies in the directory. */
export interface Migration {
  readonly file: string;
  readonly digits: string;
  /** The name behind the number, without the ending. */
  readonly name: string;
  readonly direction: 'up' | 'down';
}

/** How a directory without migrations is numbered. Stamps have 14 digits unless the tool says another width. */
export type Start =
  | { readonly style: 'sequence'; readonly width: number }
  | { readonly style: 'stamp'; readonly width?: StampWidth };

interface Continued {
  readonly directory: string;
  readonly migrations: readonly Migration[];
  readonly now: Date;
  readonly start: Start;
  /** The tool tells its migrations apart by their whole names, so two may have one number, and any digits will do. */
  readonly byName?: boolean;
}

/**
 * The next `count` version numbers of a directory, in the style and width of those that are there.
 * Throws UserError when two files carry the same number (unless it is `byName`) or the numbering follows no rule that is known.
 */
export function nextVersions(count: number, continued: Continued): string[] {
  const { directory, migrations, now, start, byName = false } = continued;
  if (!byName) refuseDuplicates(directory, migrations);
  if (migrations.length === 0) {
    return start.style === 'stamp' ? nextStamps(null, now, count, start.width) : sequence(0n, start.width, count);
  }
  const width = migrations.flatMap(({ digits }) => widthIfStamp(digits) ?? []).at(-1);
  if (width !== undefined) return stampsAfter(width, count, continued);
  return goOn(directory, greatest(migrations), widthOf(directory, migrations), count);
}

function goOn(directory: string, last: bigint, width: number, count: number): string[] {
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

const greatest = (migrations: readonly Migration[]): bigint =>
  migrations.reduce((most, { digits }) => (BigInt(digits) > most ? BigInt(digits) : most), 0n);

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

// Fewer digits may be a plain number; 14 or more are nothing else, and when they are no time, that is a mistake.
function widthIfStamp(digits: string): StampWidth | null {
  const width = stampWidth(digits);
  return width === null || (width < 14 && parseStamp(digits) === null) ? null : width;
}

// The width is that of the last one, since a team may have changed the style.
function stampsAfter(
  width: StampWidth,
  count: number,
  { directory, migrations, now, byName = false }: Continued,
): string[] {
  const longer = migrations.find(({ digits }) => digits.length > width);
  if (longer !== undefined) throw unknown(directory, longer.file, `is longer than a ${width}-digit time stamp`);
  const stamped = migrations.filter(({ digits }) => digits.length === width);
  const odd = stamped.find(({ digits }) => parseStamp(digits) === null);
  if (odd === undefined) {
    const moments = stamped.map(({ digits }) => parseStamp(digits)?.getTime() ?? 0);
    return nextStamps(new Date(Math.max(...moments)), now, count, width);
  }
  if (!byName && width >= 14) throw unknown(directory, odd.file, `has ${width} digits, which are not a date and time`);
  const fresh = nextStamps(null, now, count, width);
  const last = greatest(stamped);
  return BigInt(fresh[0] ?? 0) > last ? fresh : goOn(directory, last, width, count);
}

// One width for all (0001, 000001), or none at all (1, 2, ... 10, 11): then nothing begins with a zero.
function widthOf(directory: string, migrations: readonly Migration[]): number {
  const [first, ...rest] = migrations;
  if (first === undefined) return 1;
  const other = rest.find(({ digits }) => digits.length !== first.digits.length);
  if (other === undefined) return first.digits.length;
  const long = migrations.find(({ digits }) => digits.length > 7 && !digits.startsWith('0'));
  if (long !== undefined) throw unknown(directory, long.file, 'is neither of a short sequence nor a time stamp');
  if (migrations.every(({ digits }) => !digits.startsWith('0'))) return 1;
  throw new UserError(`the numbers in ${directory} have different widths: ${first.file} and ${other.file}`, {
    hint: 'rename the files to one width, so that they sort in the order in which they run',
  });
}

function unknown(directory: string, file: string, why: string): UserError {
  return new UserError(`the numbering in ${directory} is not known: the number of ${file} ${why}`, {
    hint: 'rename that file if no database has run it yet, or choose another directory with --dir DIR',
  });
}
