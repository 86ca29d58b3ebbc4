import type { Wish } from '../changes/kind.ts';
import { CONFIG_NAME } from '../config/file.ts';
import { defaults, type Settings } from './settings.ts';

/** Stands between the changes of one plan. */
export const AND = 'and';

/** The name of an option of the command line for a property in camelCase: `lockTimeout` becomes `--lock-timeout`. */
export function flagOf(property: string): string {
  return `--${property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * The one line that asks for these changes again. The connection is left out: it belongs to a machine, not to the
 * change, and may hold a password.
 */
export function commandLine(wishes: readonly Wish[], settings: Settings): string {
  const words = ['plan', ...wishes.flatMap((wish, at) => [...(at === 0 ? [] : [AND]), ...wordsOf(wish)])];
  return [...words, ...optionWords(settings)].map(shellWord).join(' ');
}

function wordsOf({ kind, values }: Wish): string[] {
  const words = [kind.name];
  for (const { name, as, type } of kind.fields) {
    const value = values[name];
    if (value === undefined || value === false) continue;
    if (Array.isArray(value)) {
      words.push(...value.map(String));
      continue;
    }
    if (as === 'option') words.push(flagOf(name));
    if (type !== 'flag') words.push(String(value));
  }
  return words;
}

/** The options that neither the file of settings nor the defaults say already, in the order of the help. */
function optionWords(settings: Settings): string[] {
  const words: string[] = [];
  const said: Settings = { ...defaults, ...settings.config?.values };
  const {
    schema,
    serverVersion,
    format,
    directory,
    plans,
    templates,
    config,
    sync,
    short,
    lockTimeoutMs,
    maxRuntimeSeconds,
    acknowledge,
    trackWriters,
    strategy,
    renameDependents,
    staged,
    scan,
    stack,
  } = settings;
  if (schema !== undefined) words.push('--schema', schema);
  if (serverVersion !== undefined) words.push('--server-version', serverVersion);
  if (format !== undefined && format !== said.format) words.push('--format', format);
  if (directory !== undefined && directory !== said.directory) words.push('--dir', directory);
  if (plans !== said.plans) words.push('--plans', plans);
  if (templates !== undefined && templates !== said.templates) words.push('--templates', templates);
  if (config !== null && config.name !== CONFIG_NAME) words.push('--config', config.name);
  if (short) words.push('--short');
  else if (sync !== said.sync) words.push('--sync', sync);
  if (lockTimeoutMs !== said.lockTimeoutMs) words.push('--lock-timeout', `${lockTimeoutMs}ms`);
  if (maxRuntimeSeconds !== null && maxRuntimeSeconds !== said.maxRuntimeSeconds)
    words.push('--max-runtime', `${maxRuntimeSeconds}s`);
  for (const name of acknowledge) words.push('--acknowledge', name);
  if (trackWriters) words.push('--track-writers');
  if (strategy !== said.strategy) words.push('--strategy', strategy);
  if (renameDependents) words.push('--rename-dependents');
  if (staged !== undefined) words.push(staged ? '--staged' : '--no-staged');
  if (stack !== undefined) words.push('--stack', stack);
  if (scan !== undefined && scan !== said.scan) words.push(...(scan === false ? ['--no-scan'] : ['--scan', scan]));
  return words;
}

/** One word for a POSIX shell, quoted when it must be; a SQL string reads best between double quotes. */
export function shellWord(word: string): string {
  if (/^[\w./:=@%+,-]+$/.test(word)) return word;
  return /'/.test(word) && !/["$`\\!]/.test(word) ? `"${word}"` : `'${word.replaceAll("'", `'\\''`)}'`;
}
