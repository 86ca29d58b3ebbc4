import type { History, MigrationFile } from './format.ts';

/** A table and the query that reads it. */
interface Read {
  readonly table: string;
  readonly query: string;
}

/** Of a tool that notes every file that it has run. */
export function notesEach(read: Read, version: (file: MigrationFile) => string): History {
  return { ...read, version, ran: (file, rows) => rows.includes(version(file)) };
}

/** Of a tool that notes only the number of the last file, having run all up to it. */
export function notesLast(read: Read, version: (file: MigrationFile) => string): History {
  return {
    ...read,
    version,
    ran: (file, rows) => rows.some((row) => /^\d+$/.test(row) && BigInt(version(file)) <= BigInt(row)),
  };
}

/** The digits that a file's name begins with. */
export function leadingDigits({ path }: MigrationFile): string {
  return /^\d+/.exec(path)?.[0] ?? '0';
}

/** The same as a number: without zeros before it. */
export function leadingNumber(file: MigrationFile): string {
  return String(BigInt(leadingDigits(file)));
}
