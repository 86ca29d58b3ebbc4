/** Flags before the environment, the environment before the file, the file before the defaults: for every key there is. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addOptions, ownOptions, settingsOf } from '../../src/commands/options.ts';
import { type Settings, defaults } from '../../src/commands/settings.ts';
import { keys } from '../../src/config/keys.ts';
import { emptyDirectory } from '../cli/run.ts';

interface Case {
  readonly setting: keyof Settings;
  /** What each place says, and what then counts. */
  readonly flag: readonly [typed: string, counts: unknown];
  readonly variable: readonly [value: string, counts: unknown];
  readonly file: readonly [value: unknown, counts: unknown];
}

const text = (setting: keyof Settings, flag: string, variable: string, file: string): Case => ({
  setting,
  flag: [flag, flag],
  variable: [variable, variable],
  file: [file, file],
});

const cases: Readonly<Record<string, Case>> = {
  format: text('format', 'goose', 'flyway', 'dbmate'),
  directory: text('directory', 'a', 'b', 'c'),
  plans: text('plans', 'a', 'b', 'c'),
  templates: text('templates', 'a', 'b', 'c'),
  stack: text('stack', 'prisma', 'django', 'none'),
  connection: {
    setting: 'database',
    flag: ['postgres://flag/d', 'postgres://flag/d'],
    variable: ['SECOND_URL', 'postgres://second/d'],
    file: ['THIRD_URL', 'postgres://third/d'],
  },
  lockTimeout: { setting: 'lockTimeoutMs', flag: ['1s', 1000], variable: ['50ms', 50], file: ['60ms', 60] },
  maxRuntime: { setting: 'maxRuntimeSeconds', flag: ['1m', 60], variable: ['2m', 120], file: ['3m', 180] },
  sync: { setting: 'sync', flag: ['trigger', 'trigger'], variable: ['app', 'app'], file: ['trigger', 'trigger'] },
  scan: { setting: 'scan', flag: ['src', 'src'], variable: ['false', false], file: [false, false] },
};

const before = { ...process.env };
const here = process.cwd();
let cwd = '';

beforeEach(() => {
  cwd = emptyDirectory();
  process.chdir(cwd);
  Object.assign(process.env, { SECOND_URL: 'postgres://second/d', THIRD_URL: 'postgres://third/d' });
});
afterEach(() => {
  process.chdir(here);
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
});

function settled(words: readonly string[]): Settings {
  const command = addOptions(new Command('plan').exitOverride(), ownOptions);
  command.parse([...words], { from: 'user' });
  return settingsOf(command, ownOptions);
}

test('every key has a case', () => {
  expect(Object.keys(cases).toSorted()).toEqual(keys.map(({ name }) => name).toSorted());
});

test.each(keys)('$name: $flag before $variable before the file before the default', ({ name, flag, variable }) => {
  const { setting, flag: typed, variable: said, file } = cases[name] as Case;
  expect(settled([])[setting]).toEqual(defaults[setting]);
  writeFileSync('plan.config.json', JSON.stringify({ $schema: 'any', [name]: file[0] }));
  expect(settled([])[setting]).toEqual(file[1]);
  process.env[variable] = said[0];
  expect(settled([])[setting]).toEqual(said[1]);
  expect(settled([flag, typed[0]])[setting]).toEqual(typed[1]);
  // An empty variable says nothing.
  process.env[variable] = ' ';
  expect(settled([])[setting]).toEqual(file[1]);
});

test('sync and scan: what stands in the file, when it is no default', () => {
  writeFileSync('plan.config.json', JSON.stringify({ sync: 'app', scan: 'src' }));
  expect(settled([])).toMatchObject({ sync: 'app', scan: 'src' });
  expect(settled(['--no-scan'])).toMatchObject({ scan: false });
  process.env['PLAN_SYNC'] = 'trigger';
  expect(settled([])).toMatchObject({ sync: 'trigger' });
  expect(settled(['--sync', 'app'])).toMatchObject({ sync: 'app' });
});

test('--config before PLAN_CONFIG before the nearest file', () => {
  for (const name of ['plan.config.json', 'other.json', 'third.json'])
    writeFileSync(name, JSON.stringify({ plans: name }));
  expect(settled([]).plans).toBe('plan.config.json');
  process.env['PLAN_CONFIG'] = 'other.json';
  expect(settled([]).plans).toBe('other.json');
  expect(settled(['--config', 'third.json']).plans).toBe('third.json');
});

test('from a folder below, the paths of the file are from the file, those of the line and the environment from there', () => {
  mkdirSync('.git');
  mkdirSync('app/deep', { recursive: true });
  writeFileSync('plan.config.json', JSON.stringify({ directory: 'db', plans: './plans/' }));
  process.chdir(join(cwd, 'app/deep'));
  process.env['PLAN_TEMPLATES'] = 'mine';
  expect(settled(['--dir', '../sql'])).toMatchObject({
    directory: 'app/sql',
    plans: 'plans',
    templates: 'app/deep/mine',
  });
});

test('a file above the repository is not looked for', () => {
  mkdirSync('inner/.git', { recursive: true });
  writeFileSync('plan.config.json', JSON.stringify({ plans: 'outer' }));
  process.chdir(join(cwd, 'inner'));
  expect(settled([]).plans).toBe('plans');
});
