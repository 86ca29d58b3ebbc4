import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { writeAll } from '../../src/write.ts';

const links = vi.hoisted(() => ({ there: true }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const linkSync: typeof fs.linkSync = (from, to) => {
    if (!links.there) throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' });
    fs.linkSync(from, to);
  };
  return { ...fs, linkSync };
});

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'write-'));
  links.there = true;
});

const read = (path: string) => readFileSync(join(cwd, path), 'utf8');
const entries = [
  { path: 'a/b/one.sql', content: '1' },
  { path: 'plans/two.md', content: '2' },
];

test('writes all files and leaves no temporary ones', () => {
  writeAll(entries, { cwd, force: false });
  expect(entries.map(({ path }) => read(path))).toEqual(['1', '2']);
  expect([readdirSync(join(cwd, 'a/b')), readdirSync(join(cwd, 'plans'))]).toEqual([['one.sql'], ['two.md']]);
});

test('an existing file stays as it is, and nothing else is written', () => {
  mkdirSync(join(cwd, 'plans'));
  writeFileSync(join(cwd, 'plans/two.md'), 'mine');
  expect(() => writeAll(entries, { cwd, force: false })).toThrow(/^plans\/two\.md exists already/);
  expect([read('plans/two.md'), existsSync(join(cwd, 'a'))]).toEqual(['mine', false]);
});

test('with force it is replaced', () => {
  mkdirSync(join(cwd, 'plans'));
  writeFileSync(join(cwd, 'plans/two.md'), 'mine');
  writeAll(entries, { cwd, force: true });
  expect([read('plans/two.md'), readdirSync(join(cwd, 'plans'))]).toEqual(['2', ['two.md']]);
});

test('a failure half-way removes what was made and puts back what was replaced', () => {
  mkdirSync(join(cwd, 'a/b'), { recursive: true });
  writeFileSync(join(cwd, 'a/b/one.sql'), 'mine');
  // A directory cannot be replaced by a file: the second entry fails after the first has been put in place.
  mkdirSync(join(cwd, 'plans/two.md'), { recursive: true });
  expect(() => writeAll(entries, { cwd, force: true })).toThrow(UserError);
  expect([read('a/b/one.sql'), readdirSync(join(cwd, 'a/b')), readdirSync(join(cwd, 'plans'))]).toEqual([
    'mine',
    ['one.sql'],
    ['two.md'],
  ]);
});

test('directories that were made for nothing are removed', () => {
  writeFileSync(join(cwd, 'plans'), 'a file');
  expect(() => writeAll(entries, { cwd, force: false })).toThrow(
    /plans\/two\.md cannot be written \(a part of its path is a file\)/,
  );
  expect(readdirSync(cwd)).toEqual(['plans']);
});

const NOBODY = 65_534;

/** Root may write anywhere. */
function unprivileged(run: () => void): void {
  if (process.getuid?.() !== 0) return run();
  chownSync(cwd, NOBODY, NOBODY);
  process.seteuid?.(NOBODY);
  try {
    run();
  } finally {
    process.seteuid?.(0);
  }
}

test('a directory that may not be written to', () => {
  mkdirSync(join(cwd, 'plans'));
  chmodSync(join(cwd, 'plans'), 0o555);
  expect(() => unprivileged(() => writeAll(entries, { cwd, force: false }))).toThrow(/permission denied/);
  expect(existsSync(join(cwd, 'a'))).toBe(false);
});

test('on a file system without hard links it does the same', () => {
  links.there = false;
  writeAll(entries, { cwd, force: false });
  expect(entries.map(({ path }) => read(path))).toEqual(['1', '2']);
  expect(() => writeAll(entries, { cwd, force: false })).toThrow(/^a\/b\/one\.sql exists already/);
  writeAll([{ path: 'plans/two.md', content: '3' }], { cwd, force: true });
  expect([read('plans/two.md'), readdirSync(join(cwd, 'plans'))]).toEqual(['3', ['two.md']]);
});
