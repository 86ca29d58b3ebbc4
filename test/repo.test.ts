/** The layers and registries that the layout promises, held against the files as they are. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { kinds } from '../src/changes/index.ts';
import { formats } from '../src/formats/index.ts';

const root = join(import.meta.dirname, '..');

/** Paths below `folder`, relative to the repository, in order. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(root.length + 1)).toSorted();
}

function foldersIn(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).toSorted();
}

const names = (registry: readonly { readonly name: string }[]): string[] => registry.map(({ name }) => name).toSorted();

describe('kinds of change', () => {
  it('are one file each, all of them registered', () => {
    const files = readdirSync(join(root, 'src/changes'), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => basename(entry.name, '.ts'))
      .filter((name) => !['kind', 'index', 'values'].includes(name));
    expect(names(kinds)).toEqual(files.toSorted());
  });

  it('have a folder of cases and a folder of examples each, and no folder is without a kind', () => {
    const folders = [...names(kinds), 'several'].toSorted();
    expect(foldersIn('test/changes')).toEqual(folders);
    expect(foldersIn('examples')).toEqual([...folders, 'deploys'].toSorted());
  });
});

describe('formats', () => {
  it('have a file named after them, and every file that exports a format is registered', async () => {
    const exporting: string[] = [];
    for (const file of filesIn('src/formats').filter((path) => !path.endsWith('/index.ts'))) {
      const module: Record<string, unknown> = await import(join(root, file));
      if (Object.values(module).some(isFormat)) exporting.push(basename(file, '.ts'));
    }
    expect(names(formats)).toEqual(exporting.toSorted());
  });

  it('have a folder of layout templates each, and no folder is without a format', () => {
    expect(foldersIn('templates/formats')).toEqual(names(formats));
  });
});

function isFormat(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ['name', 'detect', 'files'].every((key) => key in value);
}

describe('SQL templates', () => {
  const templates = filesIn('templates/sql');

  it('are all .sql.hbs, and there are some', () => {
    expect(templates.length).toBeGreaterThan(0);
    expect(templates.filter((file) => !file.endsWith('.sql.hbs'))).toEqual([]);
  });

  it.each(templates)('%s holds text and plain names only', (file) => {
    expect(logicIn(readFileSync(join(root, file), 'utf8'))).toEqual([]);
  });

  it('would be caught with logic or a raw value inside', () => {
    const bad = [
      '{{#if a}}x{{/if}}',
      '{{^a}}x{{/a}}',
      '{{{a}}}',
      '{{&a}}',
      '{{> a}}',
      '{{a b}}',
      '{{a.b}}',
      '{{@root}}',
    ];
    expect(bad.filter((text) => logicIn(text).length === 0)).toEqual([]);
  });
});

/** What a template holds besides text, comments and `{{name}}`. */
function logicIn(source: string): string[] {
  return Handlebars.parse(source).body.flatMap((node) => {
    if (node.type === 'ContentStatement' || node.type === 'CommentStatement') return [];
    return isPlainName(node) ? [] : [`${node.type} at line ${String(node.loc.start.line)}`];
  });
}

function isPlainName(node: hbs.AST.Statement): boolean {
  if (node.type !== 'MustacheStatement') return false;
  const { path, params, hash, escaped } = node as hbs.AST.MustacheStatement;
  // `{{&a}}` and `{{{a}}}` are the two that do not escape.
  if (!escaped || params.length > 0 || (hash !== undefined && hash.pairs.length > 0)) return false;
  return path.type === 'PathExpression' && /^[a-z]\w*$/i.test((path as hbs.AST.PathExpression).original);
}

describe('layers', () => {
  const rules = [
    { says: 'talks to a database', pattern: /from 'pg'|import\('pg'\)/, layer: /^src\/(catalog|sql-runner)\b/ },
    { says: 'prints', pattern: /\bconsole\.|\bstd(out|err)\.write\b/, layer: /^src\/report\// },
    { says: 'sets the exit code', pattern: /\bprocess\.exit(Code)?\b/, layer: /^src\/cli\.ts$/ },
    // Its named exports would slip past the two rules above.
    { says: 'imports node:process', pattern: /from '(node:)?process'/, layer: /^$/ },
    {
      says: 'switches a check off',
      pattern: /@ts-(ignore|expect-error|nocheck)|(ox|es)lint-disable|\bas any\b/,
      layer: /^$/,
    },
  ];

  it.each(rules)('only its own layer $says', ({ pattern, layer }) => {
    const outside = filesIn('src').filter((file) => !layer.test(file));
    expect(outside.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });

  it('keep the clock, chance and files out of what only computes', () => {
    const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\brandom(UUID|Bytes)\(|from 'node:fs/;
    const pure = [...filesIn('src/changes'), ...filesIn('src/steps')];
    expect(pure.filter((file) => impure.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });
});

interface Locked {
  readonly dev?: boolean;
}

describe('the package', () => {
  it('installs less than 60 MB of dependencies', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, Locked>;
    };
    const installed = Object.entries(lock.packages)
      .filter(([path, { dev }]) => path !== '' && dev !== true)
      // An optional package of another platform is in the lock and not on the disk.
      .filter(([path]) => existsSync(join(root, path)));
    expect(installed.length).toBeGreaterThan(0);
    const bytes = installed.reduce((sum, [path]) => sum + ownBytes(join(root, path)), 0);
    expect(bytes / 1_000_000).toBeLessThan(60);
  });

  it('locks packages from the public registry only', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
    expect(lock).not.toMatch(/"resolved": "(?!https:\/\/registry\.npmjs\.org\/)/);
  });
});

/** Size of a package without the packages nested in it, which the lock lists by themselves. */
function ownBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    if (entry.isFile()) return sum + statSync(join(folder, entry.name)).size;
    return entry.isDirectory() && entry.name !== 'node_modules' ? sum + ownBytes(join(folder, entry.name)) : sum;
  }, 0);
}
