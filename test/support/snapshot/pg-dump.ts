/** A second opinion on schemas where a pg_dump of the server's own major version is installed. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { sortAliasLists } from './normalize.ts';
import type { Snapshot } from './index.ts';

const run = promisify(execFile);

/** The major version of the pg_dump on the PATH, or null when there is none. */
export async function pgDumpMajor(): Promise<number | null> {
  try {
    const { stdout } = await run('pg_dump', ['--version']);
    return Number(/\(PostgreSQL\) (\d+)/.exec(stdout)?.[1] ?? Number.NaN);
  } catch {
    return null;
  }
}

/** What `pg_dump -s` says, entry by entry, with columns and alias lists sorted; archives are left out. */
export async function pgDump(url: string): Promise<Snapshot> {
  const { stdout } = await run('pg_dump', ['-s', '-N', 'expand_contract_archive', url], { maxBuffer: 2 ** 26 });
  // Newer minor versions open with a \restrict line that is random.
  const entries = stdout.replaceAll(/^\\(?:un)?restrict .*$/gm, '').split(/\n\n\n+/);
  return entries.map((entry) => sortColumns(sortAliasLists(entry.trim()))).toSorted();
}

// Extended statistics list their columns by position, too.
function sortColumns(entry: string): string {
  const [, head, columns, tail] = /^([^]*CREATE STATISTICS .* ON )(.*)( FROM .*;[^]*)$/.exec(entry) ?? [];
  if (columns !== undefined) return `${head ?? ''}${columns.split(', ').toSorted().join(', ')}${tail ?? ''}`;
  if (!/^CREATE (?:UNLOGGED )?TABLE /m.test(entry)) return entry;
  return entry
    .split('\n')
    .map((line) => line.replace(/,$/, ''))
    .toSorted()
    .join('\n');
}
