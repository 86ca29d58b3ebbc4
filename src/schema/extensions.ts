import type { Extension } from '@electric-sql/pglite';
import { UserError } from '../errors.ts';
import { isWrapper } from './action.ts';
import { type Dump, place } from './statements.ts';
import type { Needs } from './needs.ts';

// What CREATE EXTENSION ... CASCADE brings along.
const requires: Readonly<Record<string, string>> = { earthdistance: 'cube' };

/**
 * Loads what PGlite ships of the extensions that a dump creates. Throws UserError that names the first one that it does
 * not ship, with its line.
 */
export async function shippedExtensions(dump: Dump, { extensions }: Needs): Promise<Record<string, Extension>> {
  const loaded: Record<string, Extension> = {};
  for (const [name, { at }] of extensions) {
    if (name === 'plpgsql' || isWrapper(name)) continue;
    for (const each of [name, requires[name]]) {
      if (each === undefined) continue;
      const extension = await shipped(each);
      if (extension === null) throw notShipped(dump, name, at);
      loaded[extension.name] = extension;
    }
  }
  return loaded;
}

/** The package has a module for each extension, named as SQL names it but for dashes; its only export that has a setup. */
async function shipped(name: string): Promise<Extension | null> {
  const file = name.replaceAll('-', '_');
  if (!/^\w+$/.test(file)) return null;
  try {
    const module = (await import(`@electric-sql/pglite/contrib/${file}`)) as Record<string, unknown>;
    return Object.values(module).find(isExtension) ?? null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).includes('NOT_FOUND')) return null;
    throw error;
  }
}

function isExtension(value: unknown): value is Extension {
  return typeof value === 'object' && value !== null && 'setup' in value && 'name' in value;
}

function notShipped(dump: Dump, name: string, at: number): UserError {
  return new UserError(`${place(dump, at)} needs the extension ${name}, which the embedded PostgreSQL does not have`, {
    hint: `read a server that has it: --database URL in place of --schema; or, when no table uses its types or functions, leave its CREATE EXTENSION out of a copy of ${dump.file}`,
  });
}
