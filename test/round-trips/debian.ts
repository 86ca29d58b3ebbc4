import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { has } from '../formats/extract/extracted.ts';
import type { Project } from './project.ts';

/** Debian's own Python: its packages belong to it, and not to another that stands before it on the path. */
export const python = '/usr/bin/python3';

/** The line that installs packages of Debian, or null when what they bring is here; `program` with `args` ends well then. */
export function missingDebian(packages: string, program: string, ...args: readonly string[]): string | null {
  return has(program, ...args) ? null : `apt-get install -y --no-install-recommends ${packages}`;
}

/** What a tool has noted in the one column of a query; nothing when its table is not there yet. */
export async function noted({ url }: Project, table: string, query: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [table]);
    if (rows[0]?.there !== true) return [];
    return (await client.query<string[]>({ text: query, rowMode: 'array' })).rows.map(([version = '']) => version);
  } finally {
    await client.end();
  }
}

/** The names of a directory that match, in order, without their endings. */
export function namesIn({ folder }: Project, directory: string, pattern: RegExp): string[] {
  return readdirSync(join(folder, directory))
    .filter((name) => pattern.test(name))
    .map((name) => name.replace(/\.[^.]+$/, ''))
    .toSorted();
}
