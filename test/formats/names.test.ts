import { expect, test } from 'vitest';
import { comment } from '../../src/formats/comment.ts';
import { fileWords, uniqueName } from '../../src/formats/names.ts';
import { plain } from '../../src/formats/plain.ts';
import { loadSql, parseStatements } from '../../src/sql/parse.ts';
import { fixture } from './fixture.ts';
import { emptyRepo } from '../support/phases.ts';

const hostile = [
  'a"b',
  'a.b',
  'ünïcödé',
  'SELECT',
  'x'.repeat(200),
  'Mixed Case',
  '$$',
  'a\nDROP TABLE t;',
  'a\rDROP TABLE t;',
  '{{name}}',
  '{{#each x}}',
  '名前',
  '../../etc/passwd',
  '',
  '-- +goose Down',
  '\u2028DROP',
];

test.each(hostile)('a file name from %j', (text) => {
  expect(fileWords(text)).toMatch(/^[a-z0-9_]{1,80}$/);
});

test('long names that differ only at the end stay different', () => {
  expect(fileWords(`${'x'.repeat(100)}a`)).not.toBe(fileWords(`${'x'.repeat(100)}b`));
});

test('a name that is taken gets the first free number', () => {
  const taken = new Set(['a', 'a_2']);
  expect([uniqueName('a', taken), uniqueName('A', taken)]).toEqual(['a_3', 'A_4']);
});

test.each(hostile)('a comment of %j holds no SQL', (text) => {
  expect(
    comment(text)
      .split(/[\n\r]/)
      .every((line) => line.startsWith('--')),
  ).toBe(true);
});

test('hostile names in titles and summaries leave the statements as they are', async () => {
  await loadSql();
  const plan = fixture();
  const phases = plan.phases.map((phase) => ({
    ...phase,
    title: hostile.join(' '),
    summary: hostile,
    subject: hostile.join('.'),
    steps: phase.steps.map((step) => ({ ...step, title: hostile.join('\n'), why: hostile.join(' ') })),
  }));
  const naming = { directory: 'migrations', existing: [], now: new Date(0), reuse: [], repo: emptyRepo };
  const counts = (changed: boolean) =>
    plain.files(changed ? { ...plan, phases } : plan, naming).map(({ content }) => parseStatements(content).length);
  expect(counts(true)).toEqual(counts(false));
});
