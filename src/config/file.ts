import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { closest } from '../catalog/distance.ts';
import { UserError } from '../errors.ts';
import { repositoryAround } from '../repository.ts';
import { codeOf } from '../write.ts';
import { keys, type Stated } from './keys.ts';

/** What the file is called that is looked for. */
export const CONFIG_NAME = 'plan.config.json';

/** A file of settings that was read. */
export interface ConfigFile {
  /** Its name, in its folder. */
  readonly name: string;
  /** The folder that its paths are from. */
  readonly folder: string;
  /** From that folder to the working directory; empty when they are the same. */
  readonly here: string;
  readonly values: Stated;
}

/**
 * The settings of the file that was named, else of the nearest plan.config.json between the working directory and the top
 * of its repository; null when there is none. Throws UserError when it cannot be read or says what cannot be.
 */
export function configFile(named: string | undefined, cwd: string): ConfigFile | null {
  const path = named === undefined ? nearestConfig(cwd) : resolve(cwd, named);
  if (path === null) return null;
  const shown = relative(cwd, path);
  return {
    name: basename(path),
    folder: dirname(path),
    here: relative(dirname(path), cwd),
    values: statedIn(read(path, shown), shown),
  };
}

/** The nearest plan.config.json from a folder up to the top of its repository; null when there is none. */
export function nearestConfig(cwd: string): string | null {
  const top = repositoryAround(cwd) ?? resolve(cwd);
  for (let at = resolve(cwd); ; at = dirname(at)) {
    const path = join(at, CONFIG_NAME);
    if (existsSync(path)) return path;
    if (at === top) return null;
  }
}

function read(path: string, shown: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = codeOf(error);
    const why =
      code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a directory' : `cannot be read (${code})`;
    throw new UserError(`the file of settings ${shown} ${why}`, {
      hint: 'plan init writes one; --config FILE names another',
      cause: error,
    });
  }
}

/** What the text of a file of settings says; `shown` names the file. Throws UserError without repeating a value that may be a secret. */
export function statedIn(text: string, shown: string): Stated {
  const parsed = parsedJson(text, shown);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new UserError(`${shown} must hold one JSON object of settings`, { hint: '{ "directory": "db/migrations" }' });
  return Object.entries(parsed).reduce<Stated>((stated, [name, value]) => {
    // Editors look for a schema there.
    if (name === '$schema') return stated;
    const key = keys.find((each) => each.name === name);
    if (key === undefined) throw unknownKey(name, shown);
    return { ...stated, ...key.reads(value, `"${name}" in ${shown}`) };
  }, {});
}

// JSON.parse would say what it found, and that may be a password.
function parsedJson(text: string, shown: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`${shown} is not valid JSON: ${wrongPlace(text)}`, {
      hint: 'JSON has double quotes around names and texts, no comments, and no comma before a closing bracket',
    });
  }
}

// Not every message of JSON.parse says where. The first lines that could not go on to be JSON end with the wrong one.
function wrongPlace(text: string): string {
  if (text.trim() === '') return 'it is empty';
  const lines = text.split('\n');
  for (const line of lines.keys()) {
    const begun = lines.slice(0, line + 1).join('\n') + (line + 1 < lines.length ? '\n' : '');
    const at = errorIn(begun);
    if (at !== null && at < begun.length) return `line ${String(line + 1)}`;
  }
  return `it ends too early, in line ${String(text.trimEnd().split('\n').length)}`;
}

/** How much of a text could begin JSON; null when it is JSON. */
function errorIn(text: string): number | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    const says = codeOf(error);
    if (/end of JSON input/.test(says)) return text.length;
    return Number(/at position (\d+)/.exec(says)?.[1] ?? 0);
  }
}

function unknownKey(name: string, shown: string): UserError {
  const names = keys.map((key) => key.name);
  const flagged = keys.find(({ flag }) => flag === `--${name.replace(/^-*/, '')}`)?.name;
  const meant = /^(database|url)/i.test(name)
    ? '"connection": "DATABASE_URL": the name of an environment variable, never the URL'
    : (flagged ?? closest(name, names, (each) => each)[0]);
  return new UserError(`${shown} has a setting that is not known: ${JSON.stringify(name)}`, {
    hint: meant === undefined ? `the settings are ${names.join(', ')}` : `did you mean ${meant}?`,
  });
}
