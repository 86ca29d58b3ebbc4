import { readFileSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';

const text = (file: string): string => readFileSync(new URL(`../../templates/demo/${file}`, import.meta.url), 'utf8');

/** The tables, views and triggers of the example shop, as one script. */
export const shopSchema = (): string => text('schema.sql');

/** The rows of the example shop, as one script. */
export const shopRows = (): string => text('rows.sql');

/** Starts the embedded PostgreSQL, empty. It takes some seconds, and some 200 MB while it runs. */
export async function embedded(): Promise<PGlite> {
  const { PGlite } = await import('@electric-sql/pglite');
  return await PGlite.create();
}
