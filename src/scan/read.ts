import { close, closeSync, constants, fstatSync, open, read } from 'node:fs';

/** A file's text, or why it was not read. */
export type Read = { readonly text: string } | { readonly not: 'binary' | 'large' | 'unreadable' | 'candidate' };

const LARGEST = 1024 * 1024;
// A link is not followed, and a pipe does not keep us waiting.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Reads a file when it can hold what is looked for: `candidate` is asked of its bytes as Latin-1. Never throws: a file that
 * is gone, is none, or may not be read is `unreadable`.
 */
export function readCandidate(path: string, candidate: (text: string) => boolean): Promise<Read> {
  return new Promise((done) => {
    open(path, FLAGS, (failed, handle) => {
      if (failed !== null) return done({ not: 'unreadable' });
      // These two wait for no disk; opening and reading may.
      const stat = fstatSync(handle);
      if (!stat.isFile() || stat.size > LARGEST) {
        closeSync(handle);
        return done({ not: stat.isFile() ? 'large' : 'unreadable' });
      }
      const buffer = Buffer.allocUnsafe(stat.size);
      read(handle, buffer, 0, stat.size, 0, (error, length) => {
        close(handle);
        done(error === null ? told(buffer.subarray(0, length), candidate) : { not: 'unreadable' });
      });
    });
  });
}

function told(bytes: Buffer, candidate: (text: string) => boolean): Read {
  if (!candidate(bytes.toString('latin1'))) return { not: bytes.includes(0) ? 'binary' : 'candidate' };
  return bytes.includes(0) ? { not: 'binary' } : { text: bytes.toString('utf8') };
}
