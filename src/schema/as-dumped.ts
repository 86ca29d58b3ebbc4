import type { Catalog, Index } from '../types.ts';
import { tableAt, usersAt } from './at-version.ts';
import type { DumpVersion } from './version.ts';

/**
 * The catalog as a server of the dump's version would give it: PGlite is newer, and what it says of sizes, rows and
 * the moment is not said of any server.
 */
export function asDumped(catalog: Catalog, file: string, version: DumpVersion): Catalog {
  const { role, environment, others, users } = catalog;
  const { major } = version.server;
  const table = tableAt(catalog.table, major);
  return {
    ...catalog,
    server: version.server,
    dump: { file, versionFrom: version.from, header: version.header },
    // Who will run the files is not known; the SQL asks for each right where it needs it.
    role: { ...role, superuser: false, ownsTable: true },
    table: {
      ...table,
      rows: null,
      pages: 0,
      bytes: 0,
      indexBytes: 0,
      columns: table.columns.map((column) => ({ ...column, averageWidth: null, nullFraction: null })),
      indexes: table.indexes.map((index): Index => ({ ...index, bytes: 0 })),
      family: table.family.map((member) => tableAt(member, major)),
    },
    others: others.map((each) => tableAt(each, major)),
    ...(users === undefined ? {} : { users: usersAt(users, major) }),
    environment: {
      ...environment,
      oldestTransactionSeconds: null,
      replicaLagBytes: null,
      // Nobody publishes for nothing.
      logicalReplication: table.publications.length > 0,
    },
  };
}
