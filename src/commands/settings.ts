import type { ConfigFile } from '../config/file.ts';
import { UserError } from '../errors.ts';
import type { StrategyName } from '../types.ts';

/** What the common options say, checked; every one has a flag. Paths are from `root`. */
export interface Settings {
  /** The file that some of them are from. */
  readonly config: ConfigFile | null;
  readonly database: string | undefined;
  /** The environment variable that names the database, when one was chosen. */
  readonly connection: string | undefined;
  /** A schema dump to read in place of a database. */
  readonly schema: string | undefined;
  /** The version of the dump's server, as it was typed. */
  readonly serverVersion: string | undefined;
  /** undefined: what the repository shows, else plain. */
  readonly format: string | undefined;
  /** undefined: where the repository has them, else the format's own convention. */
  readonly directory: string | undefined;
  readonly plans: string;
  /** The folder with the team's own templates. */
  readonly templates: string | undefined;
  readonly sync: 'trigger' | 'app';
  readonly short: boolean;
  readonly lockTimeoutMs: number;
  readonly maxRuntimeSeconds: number | null;
  readonly acknowledge: readonly string[];
  readonly trackWriters: boolean;
  readonly strategy: StrategyName;
  readonly renameDependents: boolean;
  /** Later phases wait in the plan's folder; undefined: when the tool cannot run one migration at a time. */
  readonly staged: boolean | undefined;
  /** The directory whose code is looked through; undefined: the repository around, false: none. */
  readonly scan: string | false | undefined;
  /** The ORM or query layer of the notes; undefined: what the repository has, `none`: plain SQL. */
  readonly stack: string | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
  readonly yes: boolean;
  readonly force: boolean;
}

/** What is said when an option is not given. */
export const defaults: Settings = {
  config: null,
  database: undefined,
  connection: undefined,
  schema: undefined,
  serverVersion: undefined,
  format: undefined,
  directory: undefined,
  plans: 'plans',
  templates: undefined,
  sync: 'trigger',
  short: false,
  lockTimeoutMs: 100,
  maxRuntimeSeconds: null,
  acknowledge: [],
  trackWriters: false,
  strategy: 'column',
  renameDependents: false,
  staged: undefined,
  scan: undefined,
  stack: undefined,
  dryRun: false,
  json: false,
  yes: false,
  force: false,
};

/**
 * `--short` is a way of `--sync app`, and implies it; `otherwise` is what counts when neither was typed.
 * Throws UserError when what was typed contradicts itself.
 */
export function syncOf(
  sync: Settings['sync'] | undefined,
  short: boolean,
  strategy: Settings['strategy'],
  otherwise: Settings['sync'] = defaults.sync,
): Pick<Settings, 'sync' | 'short'> {
  if (short && sync === 'trigger') {
    throw new UserError('--short is a shorter --sync app, so it cannot go with --sync trigger', {
      hint: 'leave --sync out, or write --sync app --short',
    });
  }
  if (strategy === 'view' && (short || sync === 'app')) {
    throw new UserError(
      '--strategy view shows one column under two names, so there are no two for your code to write',
      {
        hint: `leave --strategy view out, or ${short ? '--short' : '--sync app'}`,
      },
    );
  }
  // What counts for all plans of a repository says nothing of one that has no two columns.
  const unsaid = strategy === 'view' ? defaults.sync : otherwise;
  return { sync: short ? 'app' : (sync ?? unsaid), short };
}
