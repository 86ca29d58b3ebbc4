import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { connectionIn, type Found, type FoundTool, templatesIn, toolsIn } from '../config/detect.ts';
import { statedIn } from '../config/file.ts';
import { keys } from '../config/keys.ts';
import { UserError } from '../errors.ts';
import { formats } from '../formats/index.ts';
import { repoAt } from '../formats/repo.ts';
import { shellWord } from './command-line.ts';
import { type Choice, choices } from './find-format.ts';
import { defaults, type Settings } from './settings.ts';

/** What was typed for the settings of the file, by their names. */
export type Typed = Readonly<Record<string, string | undefined>>;

/** A file of settings that may be written. */
export interface Initial {
  readonly file: string;
  readonly settings: Readonly<Record<string, string | false>>;
  /** Why each of them is what it is, and why there is no format. */
  readonly because: Readonly<Record<string, string>>;
}

/** A tool and its place, when a person chose between several. */
export type Chosen = Pick<Settings, 'format' | 'directory'>;

/**
 * The settings that suit the folder `root`, in which the file will lie, and by what evidence; typed paths are from there. Throws
 * UserError when a value that was typed cannot be, and when there are several migration tools or places and none was named.
 */
export function initialSettings(root: string, file: string, typed: Typed, chosen?: Chosen): Initial {
  const repo = repoAt(root);
  const said = { ...defaults, format: typed['format'], directory: typed['directory'], ...chosen };
  refuseSeveral(choices(said, repo));
  const tools = toolsIn(repo);
  const name = (said.format ?? tools[0]?.value)?.toLowerCase();
  const tool = tools.find(({ value }) => value === name);
  const own = formats.find((each) => each.name === name)?.directory;
  const detected: Readonly<Record<string, Found | null>> = {
    format: chosen?.format === undefined ? (tool ?? null) : { value: chosen.format, because: 'you chose it' },
    directory:
      chosen?.directory === undefined ? placeOf(root, tool, own) : { value: chosen.directory, because: 'you chose it' },
    plans: { value: defaults.plans, because: 'the default' },
    connection: connectionIn(repo),
    lockTimeout: { value: `${String(defaults.lockTimeoutMs)}ms`, because: 'the default' },
    templates: templatesIn(repo),
  };
  const found = keys.flatMap(({ name: key, flag }): [string, Found][] => {
    const value = typed[key];
    const by = key === 'connection' ? '--connection' : value === 'false' ? `--no-${key}` : flag;
    const one = value === undefined ? detected[key] : { value, because: `${by} said so` };
    return one === null || one === undefined ? [] : [[key, one]];
  });
  const settings = Object.fromEntries(
    found.map(([key, { value }]) => [key, value === 'false' ? (false as const) : value]),
  );
  // What would be refused when it is read is refused before it is written.
  statedIn(JSON.stringify(settings), file);
  const because = Object.fromEntries(found.map(([key, why]) => [key, why.because]));
  return { file, settings, because: name === undefined ? { format: NO_TOOL, ...because } : because };
}

// It is left out of the file then: a tool that comes later is found by each plan.
const NO_TOOL = 'left out: no migration tool was recognised, and each plan looks again';

function refuseSeveral(open: readonly Choice[]): void {
  const [first] = open;
  if (first === undefined) return;
  const each = open.map(({ format, directory, because }) => `${format} in ${directory} (${because})`);
  throw new UserError(`this repository may use ${each.join(' or ')}`, {
    hint: `plan init --format ${first.format} --dir ${shellWord(first.directory)}`,
  });
}

// A directory that is not there would have to be made before the first plan; the tool's own place need not be.
function placeOf(cwd: string, tool: FoundTool | undefined, own: string | null | undefined): Found | null {
  const there = [tool?.directory ?? '', own ?? ''].find((each) => each !== '' && existsSync(resolve(cwd, each)));
  return there === undefined ? null : { value: there, because: 'it is there' };
}
