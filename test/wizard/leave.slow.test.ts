/** Leaving and going back at every question of a whole run, without a terminal: nothing is left behind, and nothing is forgotten. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaults } from '../../src/commands/settings.ts';
import { type Asker, Back } from '../../src/wizard/asker.ts';
import { runWizard } from '../../src/wizard/run.ts';
import { emptyDirectory } from '../cli/run.ts';
import { newest, type TestDatabase } from '../support/server.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await newest().createDatabase('CREATE TABLE users (id bigint PRIMARY KEY, email text, full_name text)');
});
afterAll(() => database.drop());

const ANSWERS: readonly (readonly [RegExp, string | boolean | undefined])[] = [
  [/^Which table\?/, 'users'],
  [/^What of users/, 'column full_name'],
  [/^What is to be done/, 'rename'],
  [/^Its new name\?/, 'display_name'],
  [/^Another change/, false],
  [/^By which strategy\?/, undefined],
  [/^What keeps/, 'trigger'],
  [/^For which migration tool\?/, 'goose'],
  [/^Which phases/, 'true'],
];

interface Run {
  readonly asked: readonly string[];
  readonly offered: readonly unknown[];
  readonly said: string;
  readonly files: readonly string[];
  readonly left: unknown;
}

/** Answers every question; at the one with the number `at`, once, what `instead` throws. The last answer is `write`. */
async function answered(write: boolean, at = -1, instead?: () => Error): Promise<Run> {
  const folder = emptyDirectory();
  const [asked, offered, said]: [string[], unknown[], string[]] = [[], [], []];
  let thrown = false;
  const answer = <T>(question: string, usual: T): Promise<T> => {
    const place = asked.push(question) - 1;
    offered.push(usual);
    if (instead !== undefined && place === at && !thrown) {
      thrown = true;
      return Promise.reject(instead());
    }
    const known = question.startsWith('Write') ? write : ANSWERS.find(([pattern]) => pattern.test(question))?.[1];
    return Promise.resolve((known ?? usual) as T);
  };
  const asker: Asker = {
    back: 'Esc',
    text: (question, { initial } = {}) => answer(question, initial ?? ''),
    secret: (question) => answer(question, ''),
    choose: (question, entries, initial) => answer(question, initial ?? entries[0]?.value ?? ''),
    confirm: (question, initial) => answer(question, initial),
    say: (text) => void said.push(text),
  };
  const config = { name: 'plan.config.json', folder, here: '', values: {} };
  const left: unknown = await runWizard({ ...defaults, config, scan: false, database: database.url }, asker).catch(
    (error: unknown) => error,
  );
  return { asked, offered, said: said.join('\n'), files: readdirSync(folder, { recursive: true }).map(String), left };
}

test('a whole run writes; No at its end does not', async () => {
  const { asked, said, files, left } = await answered(true);
  expect(left).toBeUndefined();
  expect(asked).toHaveLength(ANSWERS.length + 1);
  expect(said).toContain('plan rename users.full_name display_name --format goose --staged --no-scan');
  expect(files.filter((path) => /_expand_.*\.sql$/.test(path))).toHaveLength(1);
  const no = await answered(false);
  expect(no.files).toEqual([]);
  expect(no.said).toMatch(/Nothing was written\.$/);
});

test('Ctrl-C at every question leaves nothing behind', async () => {
  for (let at = 0; at <= ANSWERS.length; at += 1) {
    const run = await answered(true, at, () => Object.assign(new Error('left'), { name: 'ExitPromptError' }));
    expect(run.left).toMatchObject({ name: 'ExitPromptError' });
    expect(run.asked).toHaveLength(at + 1);
    expect(run.said).toMatch(/Nothing was written\.$/);
    expect(run.files).toEqual([]);
  }
});

test('back at every question asks the one before it again, with its answer as the usual one, and comes to the same end', async () => {
  const straight = await answered(false);
  const line = /The same in one line:[^]*/;
  for (let at = 1; at <= ANSWERS.length; at += 1) {
    const run = await answered(false, at, () => new Back());
    expect(run.left).toBeUndefined();
    expect(run.asked).toEqual([...straight.asked.slice(0, at + 1), ...straight.asked.slice(at - 1)]);
    const before = ANSWERS[at - 1]?.[1];
    if (before !== undefined) expect(run.offered[at + 1]).toEqual(before);
    expect(line.exec(run.said.slice(run.said.lastIndexOf('The same')))?.[0]).toEqual(
      line.exec(straight.said.slice(straight.said.lastIndexOf('The same')))?.[0],
    );
    expect(run.files).toEqual([]);
  }
});
