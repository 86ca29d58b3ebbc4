import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/changes/index.ts';
import { cleanEnvironment, run } from './run.ts';

const root = join(import.meta.dirname, '..', '..');
const concepts = readdirSync(join(root, 'docs', 'concepts')).map((file) => file.replace(/\.md$/, ''));

describe('plan explain', () => {
  test('lists all kinds and concepts in 80 columns', async () => {
    const { code, out, err } = await run(['explain']);
    expect([code, err]).toEqual([0, '']);
    const listed = [...out.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name);
    expect(listed).toEqual([...kinds.map(({ name }) => name), ...concepts]);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test.each([
    ['set-not-null', /^plan set-not-null\n=+\n/, /SET NOT NULL reads every row/],
    ['Locks', /^Locks, lock timeout and retry\n=+\n/, /One attempt waits 100 ms at most/],
  ])('%s prints its page, without colour under NO_COLOR and with it under FORCE_COLOR', async (name, start, says) => {
    const { code, out, err } = await run(['explain', name]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(start);
    expect(out).toMatch(says);
    expect(out).not.toContain('\u001b');
    const coloured = await run(['explain', name], { env: { NO_COLOR: '', FORCE_COLOR: '1' } });
    expect(coloured.out).toContain('\u001b[1m');
  });

  test.each<[string, RegExp]>([
    ['set-notnull', /did you mean plan explain set-not-null\?/],
    ['lock', /did you mean plan explain locks\?/],
    ['../../README', /plan explain lists what there is/],
  ])('%s: exit code 2 and one sentence', async (name, hint) => {
    const { code, out, err } = await run(['explain', name]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`there is no page about ${name}.`);
    expect(err).toMatch(hint);
  });

  test('the package brings every page along, and not their sources', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      env: cleanEnvironment(),
      encoding: 'utf8',
    });
    const [packed] = JSON.parse(stdout) as { files: { path: string; size: number }[] }[];
    const docs = packed?.files.filter(({ path }) => path.startsWith('docs/')) ?? [];
    expect(docs.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        ...kinds.map(({ name }) => `docs/kinds/${name}.md`),
        ...concepts.map((name) => `docs/concepts/${name}.md`),
      ]),
    );
    expect(packed?.files.filter(({ path }) => /^(templates\/docs|examples|test)\//.test(path))).toEqual([]);
    expect(docs.reduce((sum, { size }) => sum + size, 0)).toBeLessThan(400_000);
  });
});
