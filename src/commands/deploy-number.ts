import { InvalidArgumentError } from 'commander';
import { UserError } from '../errors.ts';
import type { Plan } from '../types.ts';

/** The value of `--deploy`. Throws InvalidArgumentError when it is no number. */
export function deployNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('it takes the number of a deploy.');
  return Number(text);
}

/** That a plan has no such deploy, with one that it has; `command` is the one to type, as in `plan pr`. */
export function noSuchDeploy(
  { deploys, id }: Pick<Plan, 'deploys' | 'id'>,
  number: number,
  command: string,
): UserError {
  return new UserError(
    `${id} has ${deploys.length === 1 ? 'one deploy' : `deploys 1 to ${String(deploys.length)}`}, and no deploy ${String(number)}`,
    { hint: `${command} ${id} --deploy ${String(deploys.length)}` },
  );
}
