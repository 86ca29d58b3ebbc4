import { expect, test } from 'vitest';
import type { Kind } from '../../src/changes/kind.ts';
import { commandLine, shellWord } from '../../src/commands/command-line.ts';
import { defaults } from '../../src/commands/settings.ts';
import { UserError } from '../../src/errors.ts';
import { parseLockTimeout, parseMaxRuntime } from '../../src/times.ts';

test.each([
  ['50ms', 50],
  ['2s', 2000],
  ['0.5s', 500],
  ['100', 100],
])('--lock-timeout %s', (text, expected) => {
  expect(parseLockTimeout(text)).toBe(expected);
});

test.each(['0', '3s', '2001ms', '1h', 'soon', '', '-5ms', '1e3', '5 parsecs'])(
  '--lock-timeout %j is refused',
  (text) => {
    expect(() => parseLockTimeout(text)).toThrow(UserError);
  },
);

test.each([
  ['600s', 600],
  ['30m', 1800],
  ['2h', 7200],
  ['90', 90],
])('--max-runtime %s', (text, expected) => {
  expect(parseMaxRuntime(text)).toBe(expected);
});

test.each(['0', '500ms', 'forever'])('--max-runtime %j is refused', (text) => {
  expect(() => parseMaxRuntime(text)).toThrow(UserError);
});

const kind: Kind = {
  name: 'rename',
  summary: '',
  why: '',
  examples: [],
  fields: [
    { name: 'target', as: 'argument', type: 'column', placeholder: '<table.column>', question: '', help: '' },
    { name: 'name', as: 'argument', type: 'identifier', placeholder: '<new_name>', question: '', help: '' },
    { name: 'keepViews', as: 'option', type: 'flag', placeholder: '', question: '', help: '' },
  ],
  change: (values) => ({ kind: 'rename', ...values }),
  options: ['acknowledge'],
  offers: [],
  checklist: '',
  asks: (change) => ({ targets: [String(change['target'])] }),
  corrected: (values) => values,
  planner: () => Promise.reject(new Error('nothing is planned here')),
};

test('the line that asks again holds what was chosen, and no connection', () => {
  const values = { target: 'users."Full Name"', name: "it's", keepViews: true };
  const settings = {
    ...defaults,
    database: 'postgres://u:secret@h/d',
    format: 'gomigrate',
    lockTimeoutMs: 50,
    acknowledge: ['public.f'],
  };
  expect(commandLine([{ kind, values }], settings)).toBe(
    `plan rename 'users."Full Name"' "it's" --keep-views --format gomigrate --lock-timeout 50ms --acknowledge public.f`,
  );
});

test.each([
  ['a.b', 'a.b'],
  ['', "''"],
  ['$(rm)', "'$(rm)'"],
])('%j as one word of a shell', (word, expected) => {
  expect(shellWord(word)).toBe(expected);
});
