import { UserError } from '../errors.ts';
import type { Server } from '../types.ts';

/** What is asked of the server before anything else. */
export interface Session {
  readonly versionNum: number;
  /** For people: `14.23`. */
  readonly version: string;
  readonly database: string;
  /** The effective search_path, implicit schemas left out. */
  readonly searchPath: readonly string[];
}

/** Returns the server's version; throws UserError for one that this program does not know how to plan for. */
export function supportedServer(session: Session): Server {
  const major = Math.floor(session.versionNum / 10_000);
  if (major < 14) {
    throw new UserError(
      `The server is PostgreSQL ${session.version}; 14 is the oldest supported, because batches by page range need its TID range scan and older versions get no more fixes.`,
      { hint: 'Upgrade the server to PostgreSQL 14 or later, or point --database at one that is.' },
    );
  }
  if (major > 18) {
    throw new UserError(
      `The server is PostgreSQL ${session.version}; plans are not tested there yet, 18 is the newest supported.`,
      { hint: 'Look for a newer release of expand-contract that names this version.' },
    );
  }
  return { versionNum: session.versionNum, major };
}
