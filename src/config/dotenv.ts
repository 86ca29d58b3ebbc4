import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** Variables by their names. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The file of variables that is read. */
export const DOTENV = '.env';

/** The variables of `.env` in a folder; none when there is no such file. */
export function dotenv(folder: string): Environment {
  try {
    return parseEnv(readFileSync(join(folder, DOTENV), 'utf8'));
  } catch {
    return {};
  }
}
