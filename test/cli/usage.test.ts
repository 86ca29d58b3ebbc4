import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src/changes/index.ts';
import { helpTexts } from '../../src/commands/help-files.ts';
import { cleanEnvironment, emptyDirectory, program, run } from './run.ts';

test('--version prints the version of the package', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(await run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('--help shows every command and examples, in 80 columns', async () => {
  const { code, out, err } = await run(['--help']);
  expect([code, err]).toEqual([0, '']);
  expect(kinds.every(({ name }) => out.includes(`  ${name} `))).toBe(true);
  expect(out).toMatch(/Examples:\n {2}plan rename /);
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test.each(['kinds', 'formats', 'pr', 'explain', ...kinds.map(({ name }) => name)])(
  '%s --help shows examples',
  async (command) => {
    const { code, out } = await run([command, '--help']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`Examples:\\n {2}plan ${command}`));
  },
);

test.each(['kinds', 'formats'])('%s --json is one document', async (command) => {
  const { code, out } = await run([command, '--json']);
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(out) as object)).toEqual([command]);
});

test('the help that lies ready is the help of the program', async () => {
  for (const [name, text] of helpTexts()) {
    expect((await run(name === 'plan' ? ['--help'] : [name, '--help'])).out).toBe(text);
  }
});

const ok = ['rename', 'users.full_name', 'display_name'];
const nowhere = ['--database', 'postgres://me:s3cret@127.0.0.1:1/shop'];

describe('what cannot work: exit code 2, one sentence, the next command, nothing on stdout, no stack', () => {
  test.each<[string, string[], RegExp, RegExp]>([
    ['an unknown command', ['renam', 'a.b', 'c'], /unknown command 'renam'/, /try: plan rename a\.b c/],
    ['an unknown option', [...ok, '--forc'], /unknown option '--forc'/, /did you mean --force\?/],
    ['a missing argument', ['rename', 'users.full_name'], /missing required argument/, /plan rename --help/],
    ['too many arguments', ['kinds', 'more'], /too many arguments/, /plan kinds --help/],
    [
      'a second column without a new name',
      [...ok, 'users.mail'],
      /a new name for users\.mail too/,
      /users\.mail email/,
    ],
    [
      'an unknown format',
      [...ok, '--format', 'golan-migrate'],
      /not a format that is known/,
      /did you mean --format golang-migrate\?/,
    ],
    ['a missing directory', [...ok, '--dir', 'sql'], /the directory sql does not exist/, /mkdir -p sql/],
    ['an unknown way to keep in sync', [...ok, '--sync', 'magic'], /Allowed choices are trigger/, /--help/],
    ['a lock timeout that is too long', [...ok, '--lock-timeout', '3s'], /out of range/, /100ms/],
    ['a lock timeout that is no time', [...ok, '--lock-timeout', 'soon'], /not a time/, /50ms/],
    ['a runtime that is no time', [...ok, '--max-runtime', 'long'], /not a time/, /30m/],
    ['an empty option', [...ok, '--dir', ''], /--dir is empty/, /leave it out/],
    ['no server', [...ok, ...nowhere], /127\.0\.0\.1:1/, /--database/],
    ['no terminal to ask in', [], /only in a terminal/, /plan rename/],
    ['no terminal, with options', ['--format', 'plain'], /only in a terminal/, /plan rename/],
  ])('%s', async (_, args, sentence, hint) => {
    const cwd = emptyDirectory();
    const { code, out, err } = await run(args, { cwd });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(sentence);
    expect(err).toMatch(hint);
    expect(err).not.toMatch(/^\s+at /m);
    expect(err).not.toContain('s3cret');
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('with --json too', async () => {
    const { code, out, err } = await run([...ok, ...nowhere, '--json']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^error: /);
  });

  test('a migrations directory that is a file', async () => {
    const cwd = emptyDirectory();
    writeFileSync(join(cwd, 'migrations'), '');
    expect((await run(ok, { cwd })).err).toMatch(/migrations is a file/);
    mkdirSync(join(cwd, 'other'));
  });
});

test('a reader that stops early is no error', () => {
  const shell = spawnSync(
    'sh',
    [
      '-c',
      `"${process.execPath}" "${program}" rename --help | head -n 1; "${process.execPath}" "${program}" rename --help | true`,
    ],
    { env: cleanEnvironment(), encoding: 'utf8' },
  );
  expect(shell.stderr).toBe('');
});
