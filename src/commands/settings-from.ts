import { isAbsolute, join } from 'node:path';
import type { OwnOption } from '../changes/kind.ts';
import type { Environment } from '../config/dotenv.ts';
import { statedInEnvironment } from '../config/environment.ts';
import type { ConfigFile } from '../config/file.ts';
import type { Stated } from '../config/keys.ts';
import { UserError } from '../errors.ts';
import { defaults, type Settings, syncOf } from './settings.ts';

/** What was typed; what was not is absent or undefined. */
export type Flags = {
  readonly [Name in keyof Omit<Settings, 'config' | 'connection'>]?: Settings[Name] | undefined;
};

/**
 * What counts: the flags before the environment, the environment before the file, the file before the defaults. `own` are
 * the options that the kinds on the line have besides the common ones: what only another kind has is not theirs. Pure.
 * Throws UserError when flags contradict each other or a variable holds what cannot be.
 */
export function settingsFrom(
  flags: Flags,
  env: Environment,
  file: ConfigFile | null,
  own?: readonly OwnOption[],
): Settings {
  const here = file?.here ?? '';
  const typed = placed(given(flags), here);
  refuseTwoSources(typed);
  const config = file === null ? null : { ...file, values: ofKinds(file.values, own) };
  const stated = { ...config?.values, ...placed(ofKinds(statedInEnvironment(env), own), here) };
  const settings: Settings = { ...defaults, ...stated, ...typed, config };
  const connection = typed.database === undefined && typed.schema === undefined ? stated.connection : undefined;
  return {
    ...settings,
    connection,
    database: connection === undefined ? typed.database : env[connection] || undefined,
    ...syncOf(typed.sync, settings.short, settings.strategy, stated.sync),
  };
}

type Typed = {
  readonly [Name in keyof Omit<Settings, 'config' | 'connection'>]?: Exclude<Settings[Name], undefined | null>;
};

const given = (flags: Flags): Typed =>
  Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as Typed;

/** Names of settings that hold a path. */
const PATHS = ['directory', 'plans', 'templates', 'scan'] as const;

/** Paths from the working directory, as they are from the folder of the file. */
function placed<Some extends Typed | Stated>(stated: Some, here: string): Some {
  if (here === '') return stated;
  const paths = PATHS.flatMap((name): [string, string][] => {
    const path = stated[name];
    return typeof path !== 'string' ? [] : [[name, isAbsolute(path) ? path : join(here, path)]];
  });
  return { ...stated, ...Object.fromEntries(paths) };
}

function ofKinds({ sync, ...stated }: Stated, own: readonly OwnOption[] | undefined): Stated {
  return sync === undefined || (own !== undefined && !own.includes('sync')) ? stated : { ...stated, sync };
}

function refuseTwoSources({ database, schema, serverVersion }: Typed): void {
  if (schema !== undefined && database !== undefined) {
    throw new UserError('--schema and --database cannot both say where the schema is', {
      hint: 'leave one of them out',
    });
  }
  if (schema === undefined && serverVersion !== undefined) {
    throw new UserError('--server-version is for --schema: a database says its version itself', {
      hint: 'leave it out, or name a dump with --schema',
    });
  }
}
