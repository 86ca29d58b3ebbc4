import type { Catalog, Grant, Index } from '../types.ts';
import type { DumpVersion } from './version.ts';

/**
 * The catalog as a server of the dump's version would give it: PGlite is newer, and what it says of sizes, rows and
 * the moment is not said of any server.
 */
export function asDumped(catalog: Catalog, file: string, version: DumpVersion): Catalog {
  const { table, role, environment } = catalog;
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
      grants: known(table.grants, version.server.major),
      columns: table.columns.map((column) => ({ ...column, averageWidth: null, nullFraction: null })),
      indexes: table.indexes.map((index): Index => ({ ...index, bytes: 0 })),
      // Before 18 NOT NULL is no constraint with a name of its own.
      constraints: table.constraints.filter(({ type }) => type !== 'n' || version.server.major >= 18),
    },
    environment: {
      ...environment,
      oldestTransactionSeconds: null,
      replicaLagBytes: null,
      // Nobody publishes for nothing.
      logicalReplication: table.publications.length > 0,
    },
  };
}

/** An owner has every privilege, and there are more of them from 17 on. */
function known(grants: readonly Grant[], major: number): readonly Grant[] {
  return grants.filter(({ privilege }) => privilege !== 'MAINTAIN' || major >= 17);
}
