import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyDirectory, run } from './run.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const id = 'rename-users-full_name-to-display_name';

/** A directory with the plans of these examples. */
function withPlans(...names: readonly string[]): string {
  const cwd = emptyDirectory();
  for (const name of names) cpSync(join(examples, name, 'plans'), join(cwd, 'plans'), { recursive: true });
  return cwd;
}

describe('plan pr', () => {
  test('prints the text of every deploy, each under its heading, when there is one plan', async () => {
    const { code, out, err } = await run(['pr'], { cwd: withPlans('rename') });
    expect([code, err]).toEqual([0, '']);
    expect(out.match(/^# .*$/gm)).toEqual([
      '# Deploy 1 of 3: Expand and backfill',
      '# Deploy 2 of 3: Code that uses only display_name',
      '# Deploy 3 of 3: Contract',
    ]);
  });

  test.each([[id], [`plans/${id}`], [`./plans/${id}/`], [`plans/${id}/plan.json`]])(
    'takes %s, and one deploy of it',
    async (typed) => {
      const cwd = withPlans('rename', 'drop');
      const { code, out } = await run(['pr', typed, '--deploy', '2'], { cwd });
      expect(code).toBe(0);
      expect(out.match(/^# .*$/gm)).toEqual(['# Deploy 2 of 3: Code that uses only display_name']);
    },
  );

  test('--json is one document with the same texts', async () => {
    const cwd = withPlans('rename');
    const { deploys } = JSON.parse((await run(['pr', '--json'], { cwd })).out) as { deploys: { text: string }[] };
    expect(deploys.map(({ text }) => text).join('\n')).toBe((await run(['pr'], { cwd })).out);
    expect(deploys[0]).toMatchObject({ plan: id, deploy: 1 });
  });

  test.each<[string, string[], RegExp, RegExp]>([
    [
      'several plans and no id',
      ['pr'],
      /plans has 2 plans: drop-users-fax, rename-users/,
      /try: plan pr drop-users-fax/,
    ],
    ['a slip', ['pr', 'drop-user-fax'], /no plan drop-user-fax in plans/, /did you mean plan pr drop-users-fax\?/],
    ['a path outside', ['pr', '../../etc'], /no plan \.\.\/\.\.\/etc in plans, only/, /plan pr/],
    ['no such deploy', ['pr', id, '--deploy', '4'], /has deploys 1 to 3, and no deploy 4/, /--deploy 3/],
    ['a deploy that is no number', ['pr', id, '--deploy', 'one'], /--deploy <number>/, /plan pr --help/],
    ['another folder', ['pr', '--plans', 'elsewhere'], /no plan in elsewhere/, /--plans/],
  ])('%s: exit code 2 and one sentence', async (_, args, sentence, hint) => {
    const { code, out, err } = await run(args, { cwd: withPlans('rename', 'drop') });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(sentence);
    expect(err).toMatch(hint);
    expect(err.trim().split('\n')).toHaveLength(2);
  });

  test('a plan.json that was broken by hand', async () => {
    const cwd = withPlans('rename');
    const path = join('plans', id, 'plan.json');
    writeFileSync(join(cwd, path), '{ "plan": { "version": 1 }');
    expect((await run(['pr'], { cwd })).err).toContain(`${path} cannot be read as a plan: it is not JSON.`);
    rmSync(join(cwd, path));
    mkdirSync(join(cwd, path));
    const { code, err } = await run(['pr'], { cwd });
    expect(code).toBe(2);
    expect(err).toContain(`${path} cannot be read (EISDIR).`);
  });
});
