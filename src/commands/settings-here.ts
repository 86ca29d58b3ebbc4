import type { OwnOption } from '../changes/kind.ts';
import { dotenv } from '../config/dotenv.ts';
import { configFile } from '../config/file.ts';
import { FILE_VARIABLE } from '../config/keys.ts';
import { type Flags, settingsFrom } from './settings-from.ts';
import type { Settings } from './settings.ts';

/** What was typed, with the name of the file of settings. */
export type TypedFlags = Flags & { readonly config?: string };

/**
 * The settings of a command line where it was typed: with the file of settings that `--config` or PLAN_CONFIG names, else
 * the nearest one. A connection variable that the process does not have is looked up in the `.env` beside that file.
 * Throws UserError like `configFile` and `settingsFrom`.
 */
export function settingsHere(flags: TypedFlags, own?: readonly OwnOption[]): Settings {
  const { config, ...typed } = flags;
  const { env } = process;
  const cwd = process.cwd();
  const file = configFile(config ?? (env[FILE_VARIABLE] || undefined), cwd);
  const settings = settingsFrom(typed, env, file, own);
  const { connection } = settings;
  if (connection === undefined || settings.database !== undefined) return settings;
  return { ...settings, database: dotenv(file?.folder ?? cwd)[connection] || undefined };
}

/** The folder that the paths of the settings are from. */
export const rootOf = ({ config }: Settings): string => config?.folder ?? process.cwd();
