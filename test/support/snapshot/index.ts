import type { ClientBase } from 'pg';
import { dependentQueries } from './dependents.ts';
import { sortAliasLists } from './normalize.ts';
import { relationQueries } from './relations.ts';
import { schemaQueries, tablesWithRows } from './schemas.ts';

/** Lines of `object | fact`, sorted; everything that a user can see or say about the schema, without OIDs and positions. */
export type Snapshot = readonly string[];

type Row = Readonly<Record<string, string>>;

/** One prepared statement: planning it takes far longer than running it, and each database is read a dozen times. */
const EVERYTHING = {
  name: 'snapshot',
  text: [...relationQueries, ...dependentQueries, ...schemaQueries].map((query) => `(${query})`).join('\nunion all\n'),
};

/** Runs queries with an empty search_path, so that every name in a definition is qualified, and puts the path back. */
async function qualified<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  const { rows } = await client.query<{ path: string }>("select current_setting('search_path') as path");
  await client.query("select set_config('search_path', '', false)");
  try {
    return await work();
  } finally {
    await client.query("select set_config('search_path', $1, false)", [rows[0]?.path ?? '']);
  }
}

/** Reads a fingerprint of all user schemas (14 to 18). Archives and members of extensions are left out. */
export async function snapshot(client: ClientBase): Promise<Snapshot> {
  const { rows } = await qualified(client, () => client.query<Row>(EVERYTHING));
  return rows.map((row) => `${row['object']} | ${sortAliasLists(String(row['fact']))}`).toSorted();
}

/** A hash of the rows of every table and view of the user schemas, whatever the order of rows and columns. */
export async function dataSnapshot(client: ClientBase): Promise<Snapshot> {
  return qualified(client, async () => {
    const { rows } = await client.query<{ relation: string; columns: string | null }>({
      name: 'tables with rows',
      text: tablesWithRows,
    });
    if (rows.length === 0) return [];
    const hashes = rows.map(
      ({ relation, columns }) => `select '${relation.replaceAll("'", "''")}' as relation, count(*)::text as count,
        md5(string_agg(r::text, E'\\n' order by r::text collate "C")) as hash from (select ${columns ?? ''} from ${relation}) r`,
    );
    const found = await client.query<{ relation: string; count: string; hash: string | null }>(
      hashes.join(' union all '),
    );
    return found.rows
      .map(({ relation, count, hash }) => `data of ${relation} | ${count} rows, ${hash ?? 'none'}`)
      .toSorted();
  });
}

/** What differs, one line each: `-` only in the first, `+` only in the second. Empty when equal. */
export function diff(first: Snapshot, second: Snapshot): string[] {
  const [a, b] = [new Set(first), new Set(second)];
  return [
    ...first.filter((line) => !b.has(line)).map((line) => `- ${line}`),
    ...second.filter((line) => !a.has(line)).map((line) => `+ ${line}`),
  ];
}
