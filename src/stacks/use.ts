import { closest } from '../catalog/distance.ts';
import { UserError } from '../errors.ts';
import type { QualifiedName } from '../types.ts';
import { stacks } from './index.ts';
import type { FoundModel, Repo, Stack } from './stack.ts';

/** The stack that notes are written in, and what the repository calls a table in it. */
export interface UsedStack {
  readonly stack: Stack;
  /** Why it is this one. */
  readonly because: string;
  /** Its own migration tool runs the files of the plan. */
  readonly own: boolean;
  readonly find: (table: QualifiedName) => FoundModel | null;
}

/** Says that no stack is to be used, not even one that is found. */
export const NO_STACK = 'none';

/** Null: none is wanted. Throws UserError naming the stack that was probably meant; `says` is where the name stands. */
export function stackNamed(name: string, says = '--stack'): Stack | null {
  if (name.toLowerCase() === NO_STACK) return null;
  const found = stacks.find((stack) => stack.name === name.toLowerCase());
  if (found !== undefined) return found;
  const names = [...stacks.map((stack) => stack.name), NO_STACK];
  const [meant] = closest(name, names, (candidate) => candidate);
  throw new UserError(`${says} ${name} is not a stack that is known: ${names.join(', ')}`, {
    hint: meant === undefined ? 'leave it out to take what the repository has' : `did you mean --stack ${meant}?`,
  });
}

/** What a stack is chosen by. */
export interface StackWish {
  /** As it was asked for; undefined: it is looked for. */
  readonly name: string | undefined;
  /** The format of the plan's files. */
  readonly format: string;
}

/**
 * The stack that was named, else the one of those in the repository that has a model of the table, else the first of
 * them; null with `none` and where there is none. Throws UserError for a name that is not known.
 */
export function stackFor({ name, format }: StackWish, repo: Repo, table: QualifiedName): UsedStack | null {
  const used = (stack: Stack, because: string): UsedStack => ({
    stack,
    because,
    own: stack.migrates === format,
    find: finding(stack, repo),
  });
  if (name !== undefined) {
    const stack = stackNamed(name);
    return stack === null ? null : used(stack, 'it was asked for');
  }
  const found = stacks.flatMap((stack) => {
    const because = stack.detect(repo);
    return because === null ? [] : [used(stack, because)];
  });
  return found.find(({ find }) => find(table) !== null) ?? found[0] ?? null;
}

/** Looks for the model of a table once, however often it is asked. */
function finding(stack: Stack, repo: Repo): UsedStack['find'] {
  const known = new Map<string, FoundModel | null>();
  return (table) => {
    const name = `${table.schema}.${table.name}`;
    const model = known.get(name) ?? stack.find(repo, table);
    known.set(name, model);
    return model;
  };
}
