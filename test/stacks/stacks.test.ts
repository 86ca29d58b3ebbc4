import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { codeIn } from '../../src/notes/stack-code.ts';
import { deployNotes } from '../../src/notes/notes.ts';
import { parsePlanFile } from '../../src/plan-file/parse.ts';
import { loadSql } from '../../src/sql/parse.ts';
import { stacks } from '../../src/stacks/index.ts';
import { stackFor, stackNamed, type UsedStack } from '../../src/stacks/use.ts';
import type { CodeModel, ModelColumn } from '../../src/types.ts';
import { fixture } from '../notes/fixture.ts';
import { repoOf, repositories } from './repositories.ts';

beforeAll(loadSql);

const root = join(import.meta.dirname, '../..');
const using = (name: string): UsedStack => {
  const stack = stackNamed(name);
  if (stack === null) throw new Error('none is no stack');
  return { stack, because: 'it was asked for', own: false, find: () => null };
};

describe('the registry of stacks', () => {
  it('has a file and a folder of templates for each, and no folder without a stack', () => {
    const names = stacks.map(({ name }) => name).toSorted();
    expect(readdirSync(join(root, 'templates/stacks')).toSorted()).toEqual(names);
    expect(readdirSync(join(root, 'src/stacks'))).toEqual(expect.arrayContaining(names.map((name) => `${name}.ts`)));
  });

  it('names the stack that was meant', () => {
    expect(() => stackNamed('prizma')).toThrow(/--stack prizma is not a stack/);
    expect(stackNamed('None')).toBeNull();
  });
});

describe('a stack in a repository', () => {
  it.each(repositories)('$stack is found, with its model', ({ stack, files, model, field, table = 'users' }) => {
    const used = stackFor({ name: undefined, format: 'plain' }, repoOf(files), { schema: 'public', name: table });
    expect(used?.stack.name).toBe(stack);
    expect(used?.because).not.toBe('');
    const found = used?.find({ schema: 'public', name: table }) ?? null;
    expect(found?.name).toBe(model);
    if (field !== undefined) expect(found?.fields.get('full_name')).toBe(field);
    expect(used?.find({ schema: 'public', name: 'no_such_table' })).toBeNull();
  });

  it('is the one that has the table, where there are several', () => {
    const [rails, prisma] = ['activerecord', 'prisma'].map(
      (name) => repositories.find(({ stack }) => stack === name)?.files ?? {},
    );
    const repo = repoOf({ ...prisma, ...rails, 'prisma/schema.prisma': 'model Other {\n  id Int @id\n}\n' });
    expect(stackFor({ name: undefined, format: 'plain' }, repo, { schema: 'public', name: 'users' })?.stack.name).toBe(
      'activerecord',
    );
    expect(stackFor({ name: 'none', format: 'plain' }, repo, { schema: 'public', name: 'users' })).toBeNull();
    expect(stackFor({ name: 'knex', format: 'plain' }, repo, { schema: 'public', name: 'users' })?.stack.name).toBe(
      'knex',
    );
  });

  it('is none where nothing speaks for one', () => {
    expect(
      stackFor({ name: undefined, format: 'plain' }, repoOf({ 'README.md': 'prisma' }), {
        schema: 'public',
        name: 'users',
      }),
    ).toBeNull();
  });
});

/** Every plan among the examples: each kind of change has some. */
const examples = readdirSync(join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('plan.json'))
  .toSorted();

it('says once of a table that several changes are of what must not be cached', () => {
  const path = examples.find((each) => each.startsWith('several')) ?? '';
  const { plan, files } = parsePlanFile(path, readFileSync(join(root, 'examples', path), 'utf8'));
  const tables = new Set(plan.parts?.map(({ target }) => target.name));
  expect(plan.parts?.length).toBeGreaterThan(tables.size);
  expect(deployNotes(plan, files, null, [], using('prisma')).split('compiled into the client')).toHaveLength(
    tables.size + 1,
  );
});

describe.each(stacks.map(({ name }) => name))('the notes in %s', (name) => {
  it.each(examples)('say what the code of examples/%s does', (path) => {
    const { plan, files } = parsePlanFile(path, readFileSync(join(root, 'examples', path), 'utf8'));
    const notes = deployNotes(plan, files, null, [], using(name));
    expect(notes).toContain(`in ${using(name).stack.title}`);
    expect(notes).not.toMatch(/undefined|\[object/);
  });

  it('take any name that a column, a table or a constraint may have', () => {
    const plan = fixture({ target: { schema: 'my schema', name: BAD, columns: [] }, code: hostileCode() });
    const code = codeIn(plan, using(name));
    const snippets = [...(code?.versions.values() ?? [])].flatMap((shown) => shown.snippets);
    expect(snippets.length).toBeGreaterThan(0);
    for (const { language, text } of snippets) if (language === 'ts') expect(syntaxErrors(text), text).toEqual([]);
  });
});

const BAD = 'a"b`c|d\'e\\f{{x}}${y}#{z}';

function hostileCode() {
  const [today, next] = fixture().code;
  if (today === undefined || next === undefined) throw new Error('the fixture has two versions');
  const column = (name: string): ModelColumn => ({
    name,
    value: name,
    called: name,
    type: 'character varying(20)',
    default: `'${BAD.replaceAll("'", "''")}'`,
    reads: true,
    writes: true,
    readsNull: false,
    writesNull: false,
  });
  const model = (columns: readonly ModelColumn[]): CodeModel => ({
    table: BAD,
    mayBeView: true,
    key: column(`key ${BAD}`),
    columns,
    expects: [{ code: '23505', constraint: BAD }],
  });
  return [
    { ...today, model: model([column(BAD)]) },
    { ...next, model: model([column(BAD), column('class'), { ...column('1 2'), writes: false }]) },
  ];
}

function syntaxErrors(text: string): string[] {
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { experimentalDecorators: true, target: ts.ScriptTarget.ES2022 },
  });
  return diagnostics.map(({ messageText }) => String(messageText));
}
