import { expect, test } from 'vitest';
import type { End } from '../../src/demo/run.ts';
import { partText, promisesKept } from '../../src/report/demo.ts';

const plain = (_: unknown, text: string): string => text;
const naive = { statement: 'ALTER TABLE', oldCode: 'fails so', compared: 3, differences: [] };
const good: End = { writes: { old: 1, new: 2 }, rows: 3, wrong: 0, disturbed: 0, naive };

test('a good end says so', () => {
  expect(promisesKept({ part: 'end', end: good })).toBe(true);
  expect(partText({ part: 'end', end: good }, plain)).toMatch(/Not one write was lost\.$/);
});

test.each<[string, Partial<End>]>([
  ['a lost write', { wrong: 1 }],
  ['a moved updated_at', { disturbed: 1 }],
  ['another schema', { naive: { ...naive, differences: ['CREATE INDEX x'] } }],
  ['a naive rename that old code survives', { naive: { ...naive, oldCode: 'works' } }],
])('%s breaks the promise', (_, change) => {
  const part = { part: 'end', end: { ...good, ...change } } as const;
  expect(promisesKept(part)).toBe(false);
  expect(partText(part, plain)).not.toContain('Not one write was lost');
});

test('a contract that ran before its time and a moment that went wrong break it too', () => {
  expect(promisesKept({ part: 'refused', phase: 'contract', says: null })).toBe(false);
  const wrong = { works: true, writes: 4, read: { rows: 9, empty: 0, wrong: 2 } } as const;
  const part = { part: 'moment', moment: { title: 'after', old: wrong, new: wrong, asPromised: false } } as const;
  expect(promisesKept(part)).toBe(false);
  expect(partText(part, plain)).toContain('2 rows wrong');
});
