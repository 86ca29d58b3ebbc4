/** What status, next, abandon and pr say of what was typed, before any database answers. */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { exampleNames, examplePlan } from '../support/example-files.ts';
import { emptyDirectory, runHere } from './run.ts';

afterEach(() => vi.unstubAllEnvs());

const idIn = (text: string): string => /"id": "([^"]+)"/.exec(text)?.[1] ?? '';

/** A repository with the plans of these examples; gives their ids, too. */
function repository(...names: readonly string[]): { cwd: string; ids: string[] } {
  const cwd = emptyDirectory();
  mkdirSync(join(cwd, '.git'));
  mkdirSync(join(cwd, 'sub'));
  writeFileSync(join(cwd, 'plan.config.json'), '{}');
  const ids = names.map((name) => {
    const plan = examplePlan(name);
    const id = idIn(readFileSync(plan, 'utf8'));
    cpSync(join(plan, '..'), join(cwd, 'plans', id), { recursive: true });
    return id;
  });
  return { cwd, ids };
}

const [first = '', second = ''] = exampleNames();

describe('a database that a variable names', () => {
  it.each(['status', 'abandon', 'next'])('is called by the variable in %s', async (command) => {
    const { cwd, ids } = repository('rename');
    vi.stubEnv('PLAN_CONNECTION', 'SHOP_URL');
    vi.stubEnv('SHOP_URL', 'not a url');
    const { code, err } = await runHere([command, ...ids], { cwd });
    expect(code).not.toBe(0);
    expect(err).toMatch(/^error: SHOP_URL is neither/);
  });
});

it('a tool that is not known is called by the file that names it, not by an option', async () => {
  const { cwd, ids } = repository('rename');
  const path = join('plans', ids[0] ?? '', 'plan.json');
  const text = readFileSync(join(cwd, path), 'utf8').replace(/("delivery": \{[^]*?"format": ")[^"]*/, '$1gooze');
  writeFileSync(join(cwd, path), text);
  const { code, err } = await runHere(['next'], { cwd });
  expect(code).toBe(2);
  expect(err).toContain(`error: the format gooze in ${path} is not a format that is known: `);
  expect(err).toMatch(/\ntry: did you mean goose\?\n$/);
});

describe('a plan that is named by its path', () => {
  it.each(['.', '..'])('from %s', async (up) => {
    const { cwd, ids } = repository(first, second);
    const from = up === '.' ? cwd : join(cwd, 'sub');
    for (const path of [`${up}/plans/${ids[1] ?? ''}`, `${up}/plans/${ids[1] ?? ''}/plan.json`, ids[1] ?? '']) {
      const { code, out, err } = await runHere(['pr', path, '--deploy', '1', '--json'], { cwd: from });
      expect([code, err]).toEqual([0, '']);
      expect(JSON.parse(out)).toMatchObject({ deploys: [{ plan: ids[1] }] });
    }
  });
});

describe('a deploy that no plan has', () => {
  it.each(['pr', 'status'])('is refused by %s', async (command) => {
    const { cwd, ids } = repository('rename');
    const { code, err } = await runHere([command, '--deploy', '9'], { cwd });
    expect(code).toBe(2);
    expect(err).toMatch(/^error: rename-\S+ has deploys 1 to 3, and no deploy 9/);
    expect(err).toContain(`try: plan ${command} ${ids[0] ?? ''} --deploy 3`);
  });
});

it('of several plans none waits, and next says so', async () => {
  const { cwd } = repository(first, second);
  const { code, err } = await runHere(['next'], { cwd });
  expect(code).toBe(1);
  expect(err).toBe('error: no phase waits of the 2 plans in plans.\ntry: plan status\n');
});
