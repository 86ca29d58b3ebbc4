import { readFileSync } from 'node:fs';
import { UserError } from '../errors.ts';

/** The text of a schema dump. Throws UserError when the file is none, or no text that psql would take. */
export function readDump(file: string): string {
  const bytes = bytesOf(file);
  refuseOtherFormats(file, bytes);
  // PowerShell writes what pg_dump prints as UTF-16.
  const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : utf8(file, bytes);
  if (text.replace(/^\uFEFF/, '').trim() === '') {
    throw new UserError(`${file} is empty, so there is no schema to read`, {
      hint: `pg_dump -s -f ${file} <database>`,
    });
  }
  return text;
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const hint = 'name a dump as text: pg_dump -s -f schema.sql <database>, or a structure.sql of Rails';
    if (code === 'ENOENT') throw new UserError(`there is no file ${file}`, { hint, cause: error });
    if (code === 'EISDIR') {
      throw new UserError(`${file} is a directory, not a dump as text`, {
        hint: `if pg_dump wrote it: pg_restore -s -f schema.sql ${file}`,
        cause: error,
      });
    }
    throw new UserError(`${file} cannot be read (${String(code)})`, { hint, cause: error });
  }
}

function refuseOtherFormats(file: string, bytes: Buffer): void {
  const start = bytes.subarray(0, 5).toString('latin1');
  if (start === 'PGDMP') {
    throw new UserError(`${file} is a dump in pg_dump's custom format, not SQL`, {
      hint: `pg_restore -s -f schema.sql ${file}`,
    });
  }
  if (bytes.subarray(257, 262).toString('latin1') === 'ustar') {
    throw new UserError(`${file} is a tar archive, not SQL`, { hint: `pg_restore -s -f schema.sql ${file}` });
  }
  const [program] = packers.find(([, magic]) => start.startsWith(magic)) ?? [];
  if (program === undefined) return;
  throw new UserError(`${file} is compressed, not SQL`, { hint: `${program} -dc ${file} > schema.sql` });
}

const packers = [
  ['gzip', '\x1f\x8b'],
  ['bzip2', 'BZh'],
  ['xz', '\xfd7zX'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['lz4', '\x04\x22\x4d\x18'],
] as const;

function utf8(file: string, bytes: Buffer): string {
  if (bytes.includes(0)) throw new UserError(`${file} is not text`, { hint: 'pg_dump -s -f schema.sql <database>' });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UserError(`${file} is not in UTF-8`, {
      hint: `pg_dump -s --encoding=UTF8 -f ${file} <database>`,
      cause: error,
    });
  }
}
