import { UserError } from '../errors.ts';
import type { SqlClient } from '../catalog/client.ts';
import type { DumpVersion } from './version.ts';

interface Feature {
  readonly since: number;
  /** What it is and where: `public.film has a virtual generated column`. */
  readonly says: string;
}

// What PGlite takes and older servers do not know.
const FEATURES = `
  SELECT 18 AS since, attrelid::regclass || ' has a virtual generated column' AS says FROM pg_attribute WHERE attgenerated = 'v'
  UNION ALL
  SELECT 18, conrelid::regclass || ' has a constraint that is NOT ENFORCED' FROM pg_constraint WHERE NOT conenforced
  UNION ALL
  SELECT 18, conrelid::regclass || ' has a NOT NULL constraint that is NOT VALID'
  FROM pg_constraint WHERE contype = 'n' AND NOT convalidated AND conrelid <> 0
  UNION ALL
  SELECT 18, conrelid::regclass || ' has a constraint WITHOUT OVERLAPS or a PERIOD' FROM pg_constraint WHERE conperiod
  UNION ALL
  SELECT 15, indexrelid::regclass || ' is an index with NULLS NOT DISTINCT' FROM pg_index WHERE indnullsnotdistinct
  UNION ALL
  SELECT 15, oid::regclass || ' is a view with security_invoker'
  FROM pg_class WHERE relkind = 'v' AND array_to_string(reloptions, ' ') LIKE '%security_invoker%'
  UNION ALL
  SELECT 15, prrelid::regclass || ' is published with columns or a filter'
  FROM pg_publication_rel WHERE prattrs IS NOT NULL OR prqual IS NOT NULL
  UNION ALL
  SELECT 15, pnnspid::regnamespace || ' is a schema that is published' FROM pg_publication_namespace
  ORDER BY since DESC, says LIMIT 1`;

/**
 * Holds the version against what the loaded schema has. Where nothing says the version, the oldest one that knows all
 * of it; throws UserError when what says it is contradicted.
 */
export async function knowingVersion(client: SqlClient, version: DumpVersion): Promise<DumpVersion> {
  const [newest] = await client.query<Feature>(FEATURES);
  if (newest === undefined || newest.since <= version.server.major) return version;
  if (version.from === 'oldest') {
    return { ...version, server: { versionNum: newest.since * 10_000, major: newest.since } };
  }
  throw new UserError(`${newest.says}, which PostgreSQL ${version.server.major} does not know`, {
    hint: `say which version the server has, such as --server-version ${newest.since}`,
  });
}
