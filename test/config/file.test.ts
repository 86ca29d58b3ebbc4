/** What a file of settings and the variables may not say, and how that is said. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { statedInEnvironment } from '../../src/config/environment.ts';
import { statedIn } from '../../src/config/file.ts';
import { keys } from '../../src/config/keys.ts';
import { UserError } from '../../src/errors.ts';
import { emptyDirectory, runHere } from '../cli/run.ts';

/** The sentence and the hint. */
function saidOf(work: () => unknown): { says: string; hint: string } {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return { says: error.message, hint: error.hint ?? '' };
    throw error;
  }
  throw new Error('nothing was refused');
}

test.each<[string, string, RegExp, RegExp]>([
  ['an unknown key', '{ "formt": "plain" }', /has a setting that is not known: "formt"/, /did you mean format\?/],
  ['a flag for a key', '{ "dir": "db" }', /not known: "dir"/, /did you mean directory\?/],
  ['a flag with its dashes', '{ "--lock-timeout": "1s" }', /not known: "--lock-timeout"/, /mean lockTimeout\?/],
  ['a URL for a name', '{ "databaseUrl": "postgres://u:secret@h/d" }', /not known: "databaseUrl"/, /"connection": /],
  ['a key like none', '{ "zzzzzzzzzz": 1 }', /not known/, /the settings are format, directory/],
  ['a number', '{ "plans": 3 }', /^"plans" in f\.json is a number, and must be a text/, /double quotes/],
  ['a list', '{ "directory": ["a"] }', /^"directory" in f\.json is a list/, /double quotes/],
  ['an object', '{ "directory": {} }', /^"directory" in f\.json is an object/, /double quotes/],
  ['nothing', '{ "directory": null }', /^"directory" in f\.json is null/, /double quotes/],
  ['true', '{ "scan": true }', /^"scan" in f\.json is true, and must be a text or false/, /double quotes/],
  ['an empty text', '{ "directory": " " }', /^"directory" in f\.json is empty/, /leave it out/],
  ['a home', '{ "directory": "~/db" }', /begins with ~/, /path from the file/],
  ['an unknown format', '{ "format": "flyawy" }', /is flyawy, which is not a format/, /did you mean flyway\?/],
  ['an unknown stack', '{ "stack": "prism" }', /"stack" in f\.json: prism is not a stack/, /did you mean .*prisma\?/],
  ['a timeout out of range', '{ "lockTimeout": "5s" }', /"lockTimeout" in f\.json .*out of range/, /./],
  ['no time', '{ "maxRuntime": "soon" }', /"maxRuntime" in f\.json/, /./],
  ['no way of sync', '{ "sync": "both" }', /is both, and must be trigger or app/, /plan explain/],
  ['a URL', '{ "connection": "postgres://u:secret@h/d" }', /name of an environment variable, and a URL/, /in \.env/],
  ['a password', '{ "connection": "pa$$ secret" }', /it holds signs that no variable has/, /in \.env/],
  ['a list of settings', '[]', /^f\.json must hold one JSON object/, /directory/],
  ['a text', '"secret"', /^f\.json must hold one JSON object/, /directory/],
])('%s is refused', (_, json, says, hint) => {
  const said = saidOf(() => statedIn(json, 'f.json'));
  expect(said.says).toMatch(says);
  expect(said.hint).toMatch(hint);
  expect(said.says + said.hint).not.toMatch(/secret|pa\$\$/);
});

test.each([
  ['a comma too many', '{\n  "plans": "a",\n}\n', 'line 3'],
  ['a comma too few', '{\n  "plans": "a"\n  "scan": false\n}\n', 'line 3'],
  ['a comment', '{\n  // secret\n  "plans": "a"\n}\n', 'line 2'],
  ['single quotes', '{\n  "plans": \'secret\'\n}\n', 'line 2'],
  ['no quotes', '{\n  "plans": secret\n}\n', 'line 2'],
  ['no quotes around a name', '{\n  plans: "secret"\n}\n', 'line 2'],
  ['a quote that is not closed', '{\n  "plans": "secret\n}\n', 'line 2'],
  ['something behind it', '{}\n\n{}\n', 'line 3'],
  ['a bracket that is not closed', '{\n  "plans": "secret"\n\n', 'it ends too early, in line 2'],
  ['nothing', '\n', 'it is empty'],
])('JSON with %s is refused with its line, and without what stands there', (_, json, where) => {
  const { says, hint } = saidOf(() => statedIn(json, 'f.json'));
  expect(says).toBe(`f.json is not valid JSON: ${where}`);
  expect(hint).toMatch(/no comments/);
});

test.each([
  ['a file that is not there', 'none.json', /^error: the file of settings none\.json does not exist/],
  ['a directory', 'folder', /^error: the file of settings folder is a directory/],
  ['another file than JSON', 'wrong.json', /^error: wrong\.json is not valid JSON: line 2/],
])('--config with %s is one sentence and a hint', async (_, name, says) => {
  const cwd = emptyDirectory();
  mkdirSync(join(cwd, 'folder'));
  writeFileSync(join(cwd, 'wrong.json'), '{\n  plans\n}');
  const { code, out, err } = await runHere(['rename', 'a.b', 'c', '--config', name], { cwd });
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(says);
  expect(err.trimEnd().split('\n')).toEqual([expect.stringMatching(/^error: /), expect.stringMatching(/^try: /)]);
});

const wrong: Readonly<Record<string, string>> = {
  format: 'plane',
  directory: '~/db',
  plans: '~/plans',
  connection: 'postgres://u:secret@h/d',
  lockTimeout: 'soon',
  maxRuntime: 'soon',
  sync: 'both',
  templates: '~/t',
  scan: '~/s',
  stack: 'prism',
};

test.each(keys)('$variable that holds what cannot be is named', ({ name, variable }) => {
  const { says, hint } = saidOf(() => statedInEnvironment({ [variable]: wrong[name] ?? '' }));
  expect(says).toContain(variable);
  expect(hint).not.toBe('');
  expect(says + hint).not.toContain('secret');
});

test('a mark of the byte order and $schema are no mistakes', () => {
  const cwd = emptyDirectory();
  expect(statedIn('{ "$schema": "x", "plans": "a" }', 'f.json')).toEqual({ plans: 'a' });
  writeFileSync(join(cwd, 'plan.config.json'), '\uFEFF{}');
  return expect(runHere(['__complete', 'pr', ''], { cwd })).resolves.toMatchObject({ code: 0, err: '' });
});
