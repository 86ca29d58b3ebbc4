import { Command, type Option } from 'commander';
import type { Candidate } from '../catalog/complete.ts';
import { kinds } from '../changes/index.ts';
import type { Field } from '../changes/kind.ts';
import { formats } from '../formats/index.ts';
import { stacks } from '../stacks/index.ts';
import { NO_STACK } from '../stacks/use.ts';
import { AND, flagOf } from './command-line.ts';
import type { Names } from './complete-names.ts';
import { pageNames } from './explain.ts';
import { addOptions, ownOptions } from './options.ts';

/** What may stand in the place of the last word; `paths`: that is for the shell to say. */
export interface Completed {
  readonly candidates: readonly Candidate[];
  readonly paths: boolean;
}

const PATHS: Completed = { candidates: [], paths: true };

/** Completes the last of the words behind the program's name. */
export async function completed(root: Command, words: readonly string[], names: Names): Promise<Completed> {
  const begins = words.length < 2 ? 0 : words.lastIndexOf(AND, words.length - 2) + 1;
  const own = words.slice(begins);
  const typed = own.at(-1) ?? '';
  const [name = ''] = own;
  const command = name.startsWith('-') ? wizard(root) : root.commands.find((each) => each.name() === name);
  if (own.length < 2 && !name.startsWith('-'))
    return starting(
      root.commands
        .filter((each) => begins === 0 || fieldsOf(each.name()).length > 0)
        .map((each) => word(each.name(), each.summary())),
      typed,
    );
  if (command === undefined) return starting([], typed);
  const [, flag, value] = /^(--[a-z-]+)=(.*)$/.exec(typed) ?? [];
  const option = optionOf(command, flag ?? own.at(-2));
  if (option !== undefined && (flag === undefined || value !== undefined)) {
    const found = await valuesOf(option, name, value ?? typed, names);
    if (flag === undefined) return found;
    return { ...found, candidates: found.candidates.map((each) => ({ ...each, word: `${flag}=${each.word}` })) };
  }
  if (typed.startsWith('-'))
    return starting(
      command
        .createHelp()
        .visibleOptions(command)
        .map((each) => word(each.long ?? '', each.description)),
      typed,
    );
  return await argumentsOf(command, given(command, own.slice(1, -1)), typed, names);
}

/** What is typed without a command is for the questions. */
function wizard(root: Command): Command {
  const command = addOptions(new Command('plan').helpOption('-h, --help', 'print this help'), ownOptions);
  for (const option of root.options) command.addOption(option);
  return command;
}

const word = (text: string, says: string): Candidate => ({ word: text, says });

const starting = (candidates: readonly Candidate[], typed: string): Completed => ({
  candidates: candidates.filter((each) => each.word.startsWith(typed)),
  paths: false,
});

/** An option that wants a value. */
const optionOf = (command: Command, flag: string | undefined): Option | undefined =>
  command.options.find(({ long, required, optional }) => long === flag && (required || optional));

async function valuesOf(
  { long, argChoices, flags }: Option,
  kind: string,
  typed: string,
  names: Names,
): Promise<Completed> {
  if (argChoices !== undefined)
    return starting(
      argChoices.map((each) => word(each, '')),
      typed,
    );
  if (long === '--format')
    return starting(
      formats.map(({ name, title }) => word(name, title)),
      typed,
    );
  if (long === '--stack')
    return starting([...stacks.map(({ name, title }) => word(name, title)), word(NO_STACK, 'plain SQL')], typed);
  const field = fieldsOf(kind).find((each) => each.as === 'option' && flagOf(each.name) === long);
  if (field?.type === 'column' || field?.type === 'table')
    return { candidates: await names.inDatabase(typed), paths: false };
  return /<(dir|file)>/.test(flags) ? PATHS : starting([], typed);
}

const fieldsOf = (kind: string): readonly Field[] => kinds.find(({ name }) => name === kind)?.fields ?? [];

/** The words that are arguments. */
const given = (command: Command, words: readonly string[]): string[] =>
  words.filter((each, at) => !each.startsWith('-') && optionOf(command, words[at - 1]) === undefined);

async function argumentsOf(
  command: Command,
  before: readonly string[],
  typed: string,
  names: Names,
): Promise<Completed> {
  const fields = fieldsOf(command.name()).filter(({ as }) => as === 'argument');
  const field = fields[Math.min(before.length, fields.length - 1)];
  if (field !== undefined) return await fieldValues(field, fields.length, before, typed, names);
  const [argument] = command.registeredArguments.slice(before.length);
  if (argument === undefined) return starting([], typed);
  if (argument.argChoices !== undefined)
    return starting(
      argument.argChoices.map((each) => word(each, '')),
      typed,
    );
  if (argument.name() === 'file') return PATHS;
  if (argument.name() === 'id')
    return starting(
      names.plans().map((each) => word(each, 'plan')),
      typed,
    );
  return starting(command.name() === 'explain' ? pageNames().map((each) => word(each, '')) : [], typed);
}

async function fieldValues(
  { type }: Field,
  count: number,
  before: readonly string[],
  typed: string,
  names: Names,
): Promise<Completed> {
  const [target = ''] = before;
  const and = before.length >= count ? [word(AND, 'another change of the same table')] : [];
  const past = before.length >= count && type !== 'words' && type !== 'pairs';
  if (past) return starting(and, typed);
  if (type === 'column' || type === 'table' || (type === 'pairs' && (before.length - count) % 2 !== 0))
    return { candidates: [...starting(and, typed).candidates, ...(await names.inDatabase(typed))], paths: false };
  if (type !== 'words') return starting(and, typed);
  const columns = await names.inDatabase(`${target}.${typed}`);
  const plain = columns
    .filter((each) => each.word.startsWith(`${target}.`) && !each.word.endsWith('.'))
    .map(({ word: name, says }) => word(name.slice(target.length + 1), says));
  return { candidates: [...starting(and, typed).candidates, ...plain], paths: false };
}
