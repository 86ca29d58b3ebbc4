import { expect, test } from 'vitest';
import { atlasSum } from '../../src/formats/atlas-sum.ts';
import { atlas } from '../../src/formats/atlas.ts';
import type { OutputFile } from '../../src/types.ts';
import { fixture } from './fixture.ts';
import { repoOf } from './memory.ts';

const file = (path: string, content: string): OutputFile => ({
  path,
  content,
  phase: null,
  direction: 'up',
  transaction: true,
});

function write(there: readonly OutputFile[]): OutputFile[] {
  const repo = repoOf('migrations', there);
  const now = new Date('2026-03-01T12:00:00Z');
  return atlas.files(fixture(), { directory: 'migrations', existing: repo.list('migrations'), now, reuse: [], repo });
}

// One file: the hash of its name and text, by sha256sum and base64.
test('a file is hashed with its name, and the whole with the names and hashes of all', () => {
  expect(atlasSum([{ name: '1_a.sql', content: 'SELECT 1;\n' }])).toBe(
    'h1:V9Px1bouBIVfuWAOMdrOMvfuUsJkeoZdwOtivywry+U=\n1_a.sql h1:oHx7vmeRbxB72kdSGUkFhE08red3y82zeqcbzCxkGjo=\n',
  );
});

test('the order of the names counts, and a file that is left out counts with its name', () => {
  const [a, b] = [
    { name: '1.sql', content: 'a' },
    { name: '2.sql', content: 'b' },
  ];
  expect(atlasSum([b, a])).toBe(atlasSum([a, b]));
  const ignored = atlasSum([{ ...a, content: '-- atlas:sum ignore\n' }, b]);
  expect(ignored).not.toContain('1.sql');
  expect(ignored).not.toBe(atlasSum([b]));
});

test('goes on from the chain that is there, and from no broken one', () => {
  const first = file('1_a.sql', 'SELECT 1;\n');
  const chain = file('atlas.sum', atlasSum([{ name: first.path, content: first.content }]));
  const sum = write([first, chain]).find(({ path }) => path === 'atlas.sum');
  expect(sum).toMatchObject({ role: 'sidecar', replaces: true });
  expect(sum?.content).toContain(chain.content.split('\n')[1]);
  expect(() => write([{ ...first, content: 'SELECT 2;\n' }, chain])).toThrow(
    /atlas\.sum does not fit the files in migrations/,
  );
});
