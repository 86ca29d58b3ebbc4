/** What README.md shows is what the program prints; `npm run gen` writes it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { kinds } from '../src/changes/index.ts';
import { program } from '../src/commands/program.ts';
import { formats } from '../src/formats/index.ts';
import { summary } from '../src/report/terminal.ts';
import { run } from './cli/run.ts';
import { planExample } from './support/example.ts';
import { expectFile } from './support/golden.ts';

const root = join(import.meta.dirname, '..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const fenced = (content: string, language = ''): string => `\`\`\`${language}\n${content.trimEnd()}\n\`\`\``;

/** The program's answer to one command line, as a terminal shows it. */
async function shown(args: readonly string[]): Promise<string> {
  const { code, out } = await run(args);
  expect(code).toBe(0);
  return fenced(`$ plan ${args.join(' ')}\n${out}`);
}

async function renameOutput(): Promise<string> {
  const planned = await planExample('rename');
  return fenced(
    `$ ${text('examples/rename/command').trim()}\n${summary(planned, { paint: (_, part) => part, dryRun: false })}`,
  );
}

/** The heart of the expand file: the column and the trigger, without the guards and the retry around them. */
function excerpt(): string {
  const lines = text('examples/rename/migrations/0001_expand_users_display_name.sql').split('\n');
  const from = lines.findIndex((line) => line.includes('LOCK TABLE ONLY'));
  const to = lines.findIndex((line) => line.includes('ENABLE ALWAYS TRIGGER'));
  expect([from > 0, to > from]).toEqual([true, true]);
  const head = lines.slice(0, lines.indexOf(''));
  const body = lines.slice(from, to + 1).map((line) => line.replace(/^ {8}/, '').trimEnd());
  return fenced([...head, '', '-- ... guards, and the retry around what follows ...', '', ...body].join('\n'), 'sql');
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const sections: Readonly<Record<string, () => string | Promise<string>>> = {
  demo: () => shown(['demo']),
  rename: renameOutput,
  excerpt,
  kinds: () =>
    table(
      ['Command', 'What it does', 'Why not in one statement', 'Of the checklist'],
      kinds.map(({ name, summary: does, why, checklist }) => [
        `[\`plan ${name}\`](docs/kinds/${name}.md)`,
        does,
        why,
        checklist,
      ]),
    ),
  formats: () =>
    table(
      ['`--format`', 'Writes', 'Into', 'Run with'],
      formats.map(({ name, title, url, directory, runs }) => [
        `\`${name}\``,
        `[${title}](${url})`,
        directory === null ? 'the directory of the app' : `\`${directory}\``,
        `\`${runs}\``,
      ]),
    ),
  options: () => shown(['rename', '--help']),
};

/** Puts each section between its two markers. Throws when a marker is missing. */
async function filled(readme: string): Promise<string> {
  let result = readme;
  for (const [name, make] of Object.entries(sections)) {
    const [opening, closing] = [`<!-- generated: ${name} -->\n`, `\n<!-- end of ${name} -->`];
    const [from, to] = [result.indexOf(opening), result.indexOf(closing)];
    if (from < 0 || to < from) throw new Error(`README.md has no place for ${name}`);
    result = `${result.slice(0, from)}${opening}\n${await make()}\n${result.slice(to)}`;
  }
  return result;
}

describe('README.md', () => {
  let readme = '';
  beforeAll(() => {
    readme = text('README.md');
  });

  it('shows what the program prints', async () => {
    expectFile('README.md', await filled(readme));
  });

  it('opens with two sh blocks of one line each: the demo and the tests', () => {
    const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)\n```$/gm)].map(([, block]) => block);
    expect(blocks.slice(0, 2)).toEqual(['npm ci && npm run --silent demo', 'npm ci && npm test']);
  });

  it('names every reason to refuse, and no other', () => {
    const code =
      text('src/steps/refusals.ts') +
      text('src/steps/family-refusals.ts') +
      text('src/steps/several/intertwined.ts') +
      text('src/steps/sync.ts') +
      text('src/steps/modes/findings-by-code.ts');
    const reasons = [...code.matchAll(/(?:\brefuse|new Refusal)\(\s*'([a-z-]+)'/g)].map(([, reason]) => reason);
    const [, part = ''] = /## What it refuses, and why\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const named = [...part.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, reason]) => reason);
    expect(named.toSorted()).toEqual([...new Set(reasons)].toSorted());
  });

  it('names no option or command that is not built', async () => {
    const help = (
      await Promise.all(
        ['rename', 'demo', 'formats', 'pr', 'explain', 'status', 'next', 'abandon'].map((name) =>
          run([name, '--help']),
        ),
      )
    ).map(({ out }) => out);
    const known = [...help.join('\n').matchAll(/--[a-z-]+/g)].map(([option]) => option);
    const inCode = [...readme.matchAll(/`[^`\n]*`/g)]
      .map(([code]) => code)
      .filter((code) => code.includes('plan ') || code.startsWith('`--'));
    const used = inCode.flatMap((code) => [...code.matchAll(/--[a-z][a-z-]+/g)].map(([option]) => option));
    expect(used.filter((option) => !known.includes(option) && option !== '--version')).toEqual([]);
    const commands = [...readme.matchAll(/`plan ([a-z-]+)/g)].map(([, name]) => name);
    const built = program().commands.map((command) => command.name());
    expect(commands.filter((name) => !built.includes(name ?? ''))).toEqual([]);
  });
});
