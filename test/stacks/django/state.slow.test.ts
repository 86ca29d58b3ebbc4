import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { codeIn, type Shown } from '../../../src/notes/stack-code.ts';
import { loadSql } from '../../../src/sql/parse.ts';
import type { Stack } from '../../../src/stacks/stack.ts';
import { stackNamed } from '../../../src/stacks/use.ts';
import { planCase } from '../../support/case.ts';
import { newest } from '../../support/server.ts';
import { type StackCase, stackCases } from '../cases.ts';
import { isInstalled } from '../process.ts';
import { runners } from '../runners.ts';

beforeAll(loadSql);

const django = runners.find(({ stack }) => stack === 'django');
const installed = django !== undefined && isInstalled(django);
it.for(installed ? [] : [django?.install])('needs: %s', (_line, { skip }) => skip());

const text = (shown: Shown | undefined, what: RegExp): string | null =>
  shown?.snippets.find((snippet) => what.test(snippet.what))?.text ?? null;

/** What is committed with each version of the code: models before and after, and the migration of the state for them. */
interface Commit {
  readonly before: string | null;
  readonly migration: string | null;
  readonly after: string | null;
}

async function commitsOf({ name, change, schema, options = {} }: StackCase, stack: Stack): Promise<Commit[]> {
  const db = await newest().createDatabase(schema);
  const kind = String(change['kind']);
  const nothing = { naive: null, old: null, new: null, expect: {} };
  const plan = await planCase({ name, kind, schema, change, options, ...nothing }, await db.client());
  await db.drop();
  const shown = codeIn(plan, { stack, because: '', own: true, find: () => null });
  const versions = [shown?.today, ...(shown?.versions.values() ?? []), shown?.settled];
  const known = versions.filter((each): each is Shown => each?.view != null);
  return known.slice(1).map((after, at) => ({
    before: text(known[at], /models\.py$/),
    migration: text(after, /migration/),
    after: text(after, /models\.py$/),
  }));
}

/** What makemigrations would write after each commit. */
function left(commits: readonly Commit[]): string[][] {
  const [program = ''] = django?.command ?? [];
  const said = spawnSync(program, [join(import.meta.dirname, 'state.py')], {
    input: JSON.stringify(commits),
    encoding: 'utf8',
  });
  expect(said.stderr).toBe('');
  return JSON.parse(said.stdout) as string[][];
}

it.for(installed ? ['django'] : [])(
  'makemigrations of %s finds nothing after the migrations of the state in the notes',
  async (name) => {
    const stack = stackNamed(name);
    if (stack === null) throw new Error('there is no Django');
    const commits: Commit[] = [];
    for (const each of stackCases) commits.push(...(await commitsOf(each, stack)));
    expect(commits.filter(({ migration }) => migration !== null).length).toBeGreaterThan(10);
    const found = left(commits).map((operations, at) => ({ operations, commit: commits[at] }));
    expect(found.filter(({ operations }) => operations.length > 0)).toEqual([]);
  },
);
