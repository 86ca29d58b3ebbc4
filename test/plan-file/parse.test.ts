/** plan.json as it is read again: what is written is taken, and whatever a hand can break is said in one sentence. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { parsePlanFile } from '../../src/plan-file/parse.ts';
import { exampleNames, examplePlan } from '../support/example-files.ts';

const rename = readFileSync(examplePlan('rename'), 'utf8');

type Path = readonly (string | number)[];

/** The document with one value replaced; undefined takes it away. */
function broken(path: Path, value: unknown): string {
  const document: unknown = JSON.parse(rename);
  let at = document as Record<string | number, unknown>;
  for (const name of path.slice(0, -1)) at = at[name] as Record<string | number, unknown>;
  at[path.at(-1) ?? ''] = value;
  return JSON.stringify(document);
}

function messageOf(source: string): string {
  try {
    parsePlanFile('plans/p/plan.json', source);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).message;
  }
  return '';
}

describe('parsePlanFile', () => {
  it.each(exampleNames())('takes what was written for %s', (name) => {
    const text = readFileSync(examplePlan(name), 'utf8');
    expect(parsePlanFile('plan.json', text)).toEqual(JSON.parse(text));
  });

  it.each<[string, string, string]>([
    ['an empty file', ' \n', 'it is empty'],
    ['no JSON', rename.slice(0, 2000), 'it is not JSON'],
    ['a list', '[]', 'it is a list, not an object'],
    ['null', 'null', 'it is null, not an object'],
    ['no plan', '{}', 'plan is missing'],
    ['a later version', broken(['plan', 'version'], 2), 'it is of version 2, and this program knows version 1'],
    ['a version that is no number', broken(['plan', 'version'], '1'), 'plan.version is "1", not one of 1'],
    ['a missing title', broken(['plan', 'deploys', 0, 'title'], undefined), 'plan.deploys[0].title is missing'],
    ['a number for a text', broken(['plan', 'deploys', 1, 'gate'], 5), 'plan.deploys[1].gate is 5, not a text'],
    ['an object for a list', broken(['plan', 'phases'], {}), 'plan.phases is an object, not a list'],
    ['an unknown phase', broken(['plan', 'phases', 0, 'name'], 'grow'), 'plan.phases[0].name is "grow", not one of'],
    ['no files', broken(['files'], undefined), 'files is missing'],
    ['an unknown direction', broken(['files', 0, 'direction'], 'left'), 'files[0].direction is "left", not one of'],
    ['no deploys', broken(['plan', 'deploys'], []), 'plan.deploys is empty'],
    ['deploys that do not count', broken(['plan', 'deploys', 1, 'number'], 1), 'plan.deploys[1].number is 1, not 2'],
    ['a deploy of no phase', broken(['plan', 'deploys', 0, 'runs', 0], 'relax'), 'names relax, which is no phase'],
    ['a phase that never runs', broken(['plan', 'deploys', 2, 'runs'], []), 'contract does not run in one deploy'],
    ['code that is not there', broken(['plan', 'deploys', 1, 'ships'], 'x'), 'ships is "x", which is no version'],
    ['a file of no phase', broken(['files', 0, 'phase'], 'relax'), 'belongs to relax, which is no phase'],
  ])('says in one sentence what is wrong with %s', (_, source, problem) => {
    const message = messageOf(source);
    expect(message).toContain('plans/p/plan.json cannot be read as a plan: ');
    expect(message).toContain(problem);
    expect(message).not.toContain('\n');
  });

  it('never fails in another way, whatever takes the place of a value', () => {
    const paths = leaves(JSON.parse(rename), []);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        expect(messageOf(broken(path, value))).not.toContain('\n');
      }),
      { numRuns: 300 },
    );
  });
});

/** The paths of all values, but the first of each list is enough. */
function leaves(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined);
  const own: Path[] = path.length === 0 ? [] : [path];
  return [...own, ...inside.flatMap(([name, item]) => leaves(item, [...path, name]))];
}
