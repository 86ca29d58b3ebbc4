import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cleanEnvironment, emptyDirectory, program } from './run.ts';

const folder = new URL('..', new URL(`file://${program}`)).href;

/** The files of ours and of our packages that a command loads, by the loader's own account. */
function loadedBy(args: readonly string[]): string[] {
  const cwd = emptyDirectory();
  const hooks = join(cwd, 'hooks.mjs');
  const start = join(cwd, 'start.mjs');
  writeFileSync(
    hooks,
    `import { writeSync } from 'node:fs';
export async function load(url, context, next) { writeSync(2, \`loads \${url}\\n\`); return next(url, context); }\n`,
  );
  writeFileSync(start, `import { register } from 'node:module';\nregister(${JSON.stringify(`file://${hooks}`)});\n`);
  const { stderr, status } = spawnSync(process.execPath, ['--import', start, program, ...args], {
    cwd,
    env: cleanEnvironment(),
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return [...stderr.matchAll(/^loads (file:.*)$/gm)].map(([, url = '']) => url.replace(folder, ''));
}

test.each([[['--version']], [['--help']], [['rename', '--help']]])(
  '%j is answered before the program is loaded',
  (args) => {
    const loaded = loadedBy(args);
    expect(loaded).toContain('dist/cli.js');
    expect(loaded.length).toBeLessThanOrEqual(5);
  },
);

test('completion without names of a database loads neither a parser nor a client', () => {
  const loaded = loadedBy(['__complete', 'rename', 'a.b', 'c', '--lock']);
  expect(loaded).toContain('dist/commands/complete.js');
  expect(loaded.filter((url) => /\/(pg|libpg-query|pgsql-deparser|handlebars|inquirer|pglite)\//.test(url))).toEqual(
    [],
  );
});
