import { beforeAll, describe, expect, it } from 'vitest';
import { deployNotes } from '../../src/notes/notes.ts';
import { loadSql } from '../../src/sql/parse.ts';
import type { CodeVersion, Mention, Plan, Scan } from '../../src/types.ts';
import { usersCatalog } from '../sql/catalog.ts';
import { files, fixture } from './fixture.ts';

beforeAll(loadSql);

const mention = (changes: Partial<Mention>): Mention => ({
  file: 'a.ts',
  line: 1,
  column: 1,
  name: 'full_name',
  table: 'public.users',
  spelling: 'full_name',
  what: 'sql-read',
  access: 'read',
  certainty: 'certain',
  excerpt: 'x',
  ...changes,
});

const scan = (mentions: readonly Mention[], changes: Partial<Scan> = {}): Scan => ({
  directory: '.',
  listedBy: 'git',
  names: ['full_name'],
  files: { read: 10, binary: 0, large: 0, leftOut: 0, unreadable: 0 },
  mentions,
  found: { certain: mentions.length, likely: 0, possible: 0, other: 0, files: 1 },
  longer: { count: 0, examples: [] },
  running: null,
  runningSays: 'No server was asked.',
  ...changes,
});

/** The section alone. */
function section(looked: Scan, plan: Plan = fixture()): string {
  const { table } = usersCatalog(18);
  const bare = { ...table, views: [], policies: [], rules: [], triggers: [], functions: [] };
  const catalogs = [{ table: bare, target: 'columns' }] as const;
  const notes = deployNotes(plan, files, { scan: looked, catalogs });
  return /^## Where your code mentions it\n[\s\S]*?(?=^## )/m.exec(notes)?.[0] ?? '';
}

/** The places under each heading. */
function places(text: string): Record<string, string[]> {
  const parts = text.split(/^### /m).slice(1);
  return Object.fromEntries(
    parts.map((part) => [
      part.split('\n')[0] ?? '',
      [...part.matchAll(/^- (?:\[ \] )?`([^`]+)`/gm)].map(([, place]) => place ?? ''),
    ]),
  );
}

const reads = mention({ line: 1 });
const writes = mention({ line: 2, what: 'sql-write', access: 'write' });
const model = mention({ line: 3, what: 'model', access: 'both', certainty: 'likely' });

const version = (id: string, deploy: number, side: Pick<CodeVersion, 'writes' | 'reads'>): CodeVersion => ({
  id,
  deploy,
  says: id,
  since: null,
  until: null,
  needs: '',
  advice: [],
  ...side,
});

describe('where the code mentions it', () => {
  it('is not in the notes of a plan for which no code was looked through', () => {
    expect(deployNotes(fixture(), files)).not.toContain('Where your code mentions it');
  });

  it('has all places under the one deploy of code', () => {
    expect(places(section(scan([reads, writes, model])))).toEqual({
      'Deploy 2: Code that uses only display_name': ['a.ts:1:1', 'a.ts:2:1', 'a.ts:3:1'],
    });
  });

  it('has writes and reads under the deploys in which they change', () => {
    const code = [
      version('v0', 0, { writes: ['old'], reads: ['old'] }),
      version('v1', 1, { writes: ['old', 'new'], reads: ['old'] }),
      version('v2', 2, { writes: ['old', 'new'], reads: ['new'] }),
      version('v3', 3, { writes: ['new'], reads: ['new'] }),
    ];
    const found = places(section(scan([reads, writes, model]), { ...fixture(), code }));
    expect(Object.values(found)).toEqual([
      ['a.ts:2:1', 'a.ts:3:1'],
      ['a.ts:1:1', 'a.ts:3:1'],
      ['a.ts:2:1', 'a.ts:3:1'],
    ]);
  });

  it('has all places under the first deploy of code when the columns stay', () => {
    const code = [0, 1, 2].map((deploy) => version(`v${String(deploy)}`, deploy, { writes: ['old'], reads: ['old'] }));
    expect(Object.values(places(section(scan([reads, writes]), { ...fixture(), code })))).toEqual([
      ['a.ts:1:1', 'a.ts:2:1'],
    ]);
  });

  it('tells what a person has to decide, what is not sure and what is no work', () => {
    const found = section(
      scan([
        mention({ line: 1, what: 'interface', access: 'both', certainty: 'possible' }),
        mention({ line: 2, certainty: 'possible' }),
        mention({ line: 3, what: 'text', access: 'unknown', certainty: 'likely' }),
        mention({ line: 4, what: 'schema', access: 'unknown' }),
        mention({ line: 5, certainty: 'other' }),
        mention({ line: 6, what: 'interface', certainty: 'other' }),
      ]),
    );
    expect(places(found)).toEqual({
      'Names that others may know': ['a.ts:1:1'],
      'These name it, the table is not known': ['a.ts:2:1'],
      'Comments and texts': ['a.ts:3:1'],
      'Migrations and schema files': ['a.ts:4:1'],
      'Most likely something else': ['a.ts:5:1', 'a.ts:6:1'],
    });
    expect(found).toContain('- `a.ts:5:1`');
    expect(found).toContain('- [ ] `a.ts:1:1`');
  });

  it('caps a list and says how many more there are; what one line mentions is one item', () => {
    const many = Array.from({ length: 250 }, (_, at) =>
      mention({ line: Math.floor(at / 2) + 1, column: (at % 2) + 1 }),
    );
    const found = section(scan(many));
    expect(Object.values(places(found))[0]).toHaveLength(100);
    expect(found).toContain('- ... and 25 more, which plan.json lists.');
  });

  it('says where it looked and what it left out', () => {
    const found = section(
      scan([], {
        listedBy: 'walk',
        files: { read: 1234, binary: 3, large: 1, leftOut: 9, unreadable: 2 },
        found: { certain: 0, likely: 0, possible: 0, other: 2, files: 0 },
        longer: { count: 7, examples: ['users_full_name_idx', 'a|b'] },
      }),
    );
    expect(found).toContain('in 1234 files of `.`: no place mentions it, 2 more are most likely something else.');
    expect(found).toContain('git did not list the files');
    expect(found).toContain('Files left out: 1 over 1 MB, 3 binary, 2 that could not be read.');
    expect(found).toContain('7, such as `users_full_name_idx`, <code>a&#124;b</code>.');
  });

  it('lists the statements that run, without those of other tables', () => {
    const running = [
      { query: 'UPDATE users\n  SET full_name = $1', calls: 12, access: 'write', certainty: 'certain' },
      { query: 'SELECT full_name FROM x', calls: 3, access: 'read', certainty: 'possible' },
      { query: 'SELECT full_name FROM y', calls: 2, access: 'read', certainty: 'other' },
    ] as const;
    const found = section(scan([], { running, runningSays: '' }));
    expect(found).toContain('- [ ] 12 calls, writes: `UPDATE users SET full_name = $1`');
    expect(found).toContain('- [ ] 3 calls, reads, the table is not known for certain: `SELECT full_name FROM x`');
    expect(found).not.toContain('FROM y');
  });

  it('lets nothing in a file or a path be Markdown', () => {
    const found = section(scan([mention({ file: 'a`b*/\u001b[2J.ts', excerpt: '`](http://x) <script>\u0007' })]));
    expect(found).toContain('``a`b*/\\x1b[2J.ts:1:1``');
    expect(found).toContain('`` `](http://x) <script>\\x07 ``');
  });
});
