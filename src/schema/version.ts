import { UserError } from '../errors.ts';
import type { Server } from '../types.ts';

const OLDEST = 14;
const NEWEST = 18;

/** The version that the SQL of a plan is for, and how it is known. */
export interface DumpVersion {
  readonly server: Server;
  readonly from: 'option' | 'header' | 'oldest';
  /** What the dump itself says: `12.11`, null when it says nothing. */
  readonly header: string | null;
}

/** `16` or `16.3`. Throws UserError for anything else and for a version that is not supported. */
export function parseServerVersion(text: string): Server {
  const server = serverOf(text.trim());
  if (server === null || server.major < OLDEST || server.major > NEWEST) {
    throw new UserError(`--server-version ${text} is not a version from ${OLDEST} to ${NEWEST}`, {
      hint: 'write it like --server-version 16 or --server-version 16.3',
    });
  }
  return server;
}

// What pg_dump writes before the first statement: `-- Dumped from database version 16.3 (Debian 16.3-1.pgdg120+1)`.
const HEADER = /^-- Dumped from database version (\d+(?:\.\d+)*)/m;
const HEADER_SPAN = 20_000;

/**
 * The version of a dump: what was asked for, else what its header says, else the oldest supported one, which also
 * stands for a header that is older still. Throws UserError for a header that is newer than what is supported.
 */
export function dumpVersion(file: string, text: string, asked: Server | undefined): DumpVersion {
  const header = HEADER.exec(text.slice(0, HEADER_SPAN))?.[1] ?? null;
  if (asked !== undefined) return { server: asked, from: 'option', header };
  const said = header === null ? null : serverOf(header);
  if (said === null || said.major < OLDEST) {
    return { server: { versionNum: OLDEST * 10_000, major: OLDEST }, from: 'oldest', header };
  }
  if (said.major > NEWEST) {
    throw new UserError(
      `${file} was dumped from PostgreSQL ${header ?? ''}; plans are not tested there yet, ${NEWEST} is the newest supported`,
      { hint: `for a server of an older version add --server-version, such as --server-version ${NEWEST}` },
    );
  }
  return { server: said, from: 'header', header };
}

function serverOf(text: string): Server | null {
  const [, major, minor = '0'] = /^(\d{1,2})(?:\.(\d{1,3}))?(?:\.\d+)*$/.exec(text) ?? [];
  return major === undefined ? null : { versionNum: Number(major) * 10_000 + Number(minor), major: Number(major) };
}
