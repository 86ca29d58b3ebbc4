import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { kinds } from '../changes/index.ts';
import type { Field, Wish } from '../changes/kind.ts';
import { UserError } from '../errors.ts';
import { kindCalled } from './kind-called.ts';
import { addOptions, ownOptions, settingsOf } from './options.ts';

const EXAMPLE =
  '[{ "kind": "rename", "target": "users.full_name", "name": "display_name" }, { "kind": "set-not-null", "target": "users.email" }]';

/** Adds `plan changes <file>`, which plans the changes of one table that a JSON file lists. */
export function addChanges(root: Command, examples: (lines: readonly string[]) => string): void {
  const summary = 'plan several changes of one table from a file';
  const command = root
    .command('changes')
    .summary(summary)
    .description(
      `${summary}\n\nThe file is a JSON list of changes: each with its kind, and the arguments and options of that kind\nby their names in camelCase, as plan.json has them. One plan is made, with one pass over the rows.`,
    )
    .argument('<file>', 'a JSON file')
    .allowExcessArguments(false);
  addOptions(command, ownOptions)
    .addHelpText(
      'after',
      examples(['plan changes changes.json', 'plan rename users.full_name display_name and set-not-null users.email']),
    )
    .action(async (file: string) => {
      const { runPlan } = await import('./plan.ts');
      await runPlan(wishesIn(readFile(file), file), settingsOf(command));
    });
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new UserError(`${file} cannot be read (${code}).`, { hint: 'plan changes FILE', cause: error });
  }
}

/** The changes of a file, as their kinds take them. Throws UserError that says which of them is wrong, and how. */
export function wishesIn(text: string, file: string): Wish[] {
  const listed = parsed(text, file);
  if (!Array.isArray(listed) || listed.length === 0)
    throw new UserError(`${file} is not a list of changes.`, { hint: EXAMPLE });
  return listed.map((each: unknown, at) => wishOf(each, `change ${String(at + 1)} of ${file}`));
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${file} is not JSON: ${error instanceof Error ? error.message : ''}.`, {
      hint: EXAMPLE,
      cause: error,
    });
  }
}

function wishOf(stated: unknown, says: string): Wish {
  if (typeof stated !== 'object' || stated === null || !('kind' in stated) || typeof stated.kind !== 'string')
    throw new UserError(`${says} has no "kind".`, { hint: `One of ${kinds.map(({ name }) => name).join(', ')}` });
  const { kind: name, ...values } = stated;
  const kind = kindCalled(name);
  for (const [field, value] of Object.entries(values)) {
    const known = kind.fields.find((each) => each.name === field);
    const names = kind.fields.map((each) => each.name).join(', ');
    if (known === undefined)
      throw new UserError(`${says}: ${name} has no ${JSON.stringify(field)}.`, { hint: `It has ${names}` });
    if (!fits(known, value))
      throw new UserError(`${says}: ${JSON.stringify(field)} is not ${EXPECTED[known.type] ?? 'a text'}.`, {
        hint: known.help,
      });
  }
  return { kind, values };
}

/** What a field holds that is no text. */
const EXPECTED: Readonly<Partial<Record<Field['type'], string>>> = {
  flag: 'true or false',
  words: 'a list of texts',
  pairs: 'a list of texts',
};

function fits({ type }: Field, value: unknown): boolean {
  if (type === 'flag') return typeof value === 'boolean';
  if (EXPECTED[type] === undefined) return typeof value === 'string';
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
