import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', 'examples');

/** The plan.json of an example; each has one plan. */
export function examplePlan(name: string): string {
  const [id] = readdirSync(join(root, name, 'plans'));
  if (id === undefined) throw new Error(`examples/${name} has no plan`);
  return join(root, name, 'plans', id, 'plan.json');
}
