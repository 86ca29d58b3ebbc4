import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', 'examples');

/** The names of the folders of examples/ that hold a command and what it writes; the scripts of examples/deploys do not. */
export const exampleNames = (): string[] =>
  readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'command')))
    .toSorted();

/** The plan.json of an example; each has one plan. */
export function examplePlan(name: string): string {
  const [id] = readdirSync(join(root, name, 'plans'));
  if (id === undefined) throw new Error(`examples/${name} has no plan`);
  return join(root, name, 'plans', id, 'plan.json');
}
