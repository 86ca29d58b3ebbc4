/** The parts of the wizard that need no terminal: lists, going back, what is offered for what. */
import { expect, test } from 'vitest';
import { kinds } from '../../src/changes/index.ts';
import { UserError } from '../../src/errors.ts';
import { type Asker, Back } from '../../src/wizard/asker.ts';
import { refused } from '../../src/wizard/checks.ts';
import { matching } from '../../src/wizard/entries.ts';
import { rewindable } from '../../src/wizard/rewind.ts';
import { kindsFor } from '../../src/wizard/things.ts';

const entry = (name: string, detail = '') => ({ value: name, name, detail });

test('every word that is typed must be in the name, those first that begin with it', () => {
  const entries = ['app_users', 'users', 'user_orders', 'orders'].map((name) => entry(name));
  const names = (typed: string) => matching(entries, typed).lines.map(({ entry: { name } }) => name);
  expect(names('user')).toEqual(['users', 'user_orders', 'app_users']);
  expect(names('ORD user')).toEqual(['user_orders']);
  expect(names('')).toEqual(['app_users', 'users', 'user_orders', 'orders']);
});

test('a page of many, each on its line', () => {
  const long = Array.from({ length: 10_000 }, (_, at) => entry(`${'long_'.repeat(12)}${at}`, 'detail '.repeat(20)));
  const { lines, left } = matching(long, 'long');
  expect(lines.length + left).toBe(10_000);
  expect(lines.length).toBeLessThan(100);
  expect(lines.filter(({ line }) => line.length > 77)).toEqual([]);
});

test('every kind is offered for something, and asks its questions on one line', () => {
  expect(kinds.filter(({ offers }) => offers.length === 0).map(({ name }) => name)).toEqual([]);
  const questions = kinds.flatMap(({ fields }) => fields.map(({ question }) => question));
  expect(questions.filter((question) => question.length > 72)).toEqual([]);
});

test.each([
  ['column', ['nullable'], 'set-not-null', 'drop-not-null'],
  ['column', [], 'drop-not-null', 'set-not-null'],
  ['column', ['in primary key'], 'change-type', 'drop-not-null'],
  ['column', ['default'], 'drop-default', 'set-not-null'],
  ['column', [], 'set-default', 'drop-default'],
  ['column', ['generated', 'nullable'], 'drop', 'set-default'],
  ['table', [], 'add-primary-key', 'change-type'],
  ['table', ['primary key'], 'add-column', 'add-primary-key'],
  ['index', [], 'drop-index', 'drop-constraint'],
  ['constraint', [], 'drop-constraint', 'drop-index'],
] as const)('a %s that is %j is offered %s and not %s', (on, traits, offered, not) => {
  const names = kindsFor({ on, traits }).map(({ name }) => name);
  expect(names).toContain(offered);
  expect(names).not.toContain(not);
});

test('an index of a constraint and what is inherited are offered nothing', () => {
  expect(kindsFor({ on: 'index', traits: ['of a constraint'] })).toEqual([]);
  expect(kindsFor({ on: 'constraint', traits: ['inherited'] })).toEqual([]);
});

const never = () => Promise.reject(new Error('not asked here'));
const asksDatabase = () => Promise.resolve('asked the database');

/** Answers texts from a list; `<` goes back. What it was asked, and with which answer to take, is kept. */
function scripted(answers: readonly string[]): Asker & { readonly asked: string[] } {
  const asked: string[] = [];
  let at = 0;
  return {
    asked,
    back: '<',
    text(question, { initial } = {}) {
      asked.push(initial === undefined ? question : `${question} (${initial})`);
      const answer = answers[at++] ?? '';
      return answer === '<' ? Promise.reject(new Back()) : Promise.resolve(answer);
    },
    say: (text) => void asked.push(`says ${text}`),
    secret: never,
    choose: never,
    confirm: never,
  };
}

test('back asks the question before again, and not what was answered before that', async () => {
  const asker = scripted(['<', 'a', '<', 'b', 'c', '<', 'd', 'e']);
  const told = await rewindable(asker, async (ask) => {
    const one = await ask.text('one');
    ask.say(`after ${one}`);
    const two = await ask.text('two', one === 'b' ? { masked: (typed) => typed } : {});
    return [one, two, await ask.text('three')];
  });
  expect(told).toEqual(['b', 'd', 'e']);
  expect(asker.asked).toEqual([
    'one',
    'says This is the first question; Ctrl-C leaves.',
    'one',
    'says after a',
    'two',
    'one (a)',
    'says after b',
    'two',
    'three',
    'says after b',
    'two',
    'three',
  ]);
});

test('an error ends the conversation', async () => {
  const failing = rewindable(scripted([]), () => Promise.reject(new UserError('no')));
  await expect(failing).rejects.toThrow('no');
});

test('what is not yet answered is no fault of what is', async () => {
  const [rename] = kinds.filter(({ name }) => name === 'rename');
  if (rename === undefined) throw new Error('there is no rename');
  expect(await refused(rename, { target: 'users.email' }, asksDatabase)).toBe(true);
  expect(await refused(rename, { target: 'users.email', name: 'a.b' }, asksDatabase)).toMatch(/is not one name/);
  expect(await refused(rename, { target: 'users.email', name: 'mail' }, asksDatabase)).toBe('asked the database');
});
