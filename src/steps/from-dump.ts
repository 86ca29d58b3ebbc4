import type { Finding } from '../types.ts';
import type { Context } from './context.ts';

/** What a plan that was made from a schema dump cannot know, and for which version it is. */
export function madeFromDump({ catalog: { dump, server } }: Pick<Context, 'catalog'>): Finding[] {
  if (dump === undefined) return [];
  const says: Readonly<Record<typeof dump.versionFrom, string>> = {
    option: 'as --server-version says',
    header: 'as the dump says',
    oldest:
      dump.header === null
        ? 'the oldest that knows what is in the dump, which does not name its version: if the server is newer, say so with --server-version'
        : `the oldest supported one that knows what is in the dump, which names ${dump.header}: if the server is newer, say so with --server-version`,
  };
  return [
    {
      id: 'no-server',
      level: dump.versionFrom === 'oldest' ? 'warning' : 'note',
      title: 'No server was asked',
      detail: `The facts are from ${dump.file}, and the SQL is for PostgreSQL ${server.major}, ${says[dump.versionFrom]}. The rows of the dump were not read. Sizes, long transactions, standbys, timeouts of roles and what is not in the dump were not looked at, and the role that runs the files must own the table. Make the dump anew when the schema has changed since.`,
      deploy: 1,
    },
  ];
}
