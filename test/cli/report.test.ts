import { expect, test } from 'vitest';
import type { Planned } from '../../src/commands/make-plan.ts';
import { defaults } from '../../src/commands/settings.ts';
import { UserError } from '../../src/errors.ts';
import { golangMigrate } from '../../src/formats/golang-migrate.ts';
import { jsonDocument } from '../../src/report/json.ts';
import { paintFor } from '../../src/report/paint.ts';
import { problem, withoutPassword } from '../../src/report/problem.ts';
import { contents, summary } from '../../src/report/terminal.ts';
import { bytes, duration, shown, wrapped } from '../../src/report/text.ts';
import { fixture } from '../formats/fixture.ts';
import { emptyRepo } from '../support/phases.ts';

const bare = paintFor({}, {});

function planned(changes: Parameters<typeof fixture>[0] = {}): Planned {
  const plan = fixture(changes);
  const files = golangMigrate
    .files(plan, { directory: 'migrations', existing: [], now: new Date(0), reuse: [], repo: emptyRepo })
    .map((file) => ({ ...file, path: `migrations/${file.path}` }));
  const companions = ['notes.md', 'plan.json', 'stop-sync.sql'].map((name) => ({
    path: `plans/${plan.id}/${name}`,
    content: name,
  }));
  return {
    plan,
    format: golangMigrate,
    because: ['there is a sign'],
    directory: 'migrations',
    files,
    folder: `plans/${plan.id}`,
    sidecars: [],
    waiting: [],
    delivery: {
      format: 'golang-migrate',
      directory: 'migrations',
      staged: false,
      wishes: [],
      options: { ...defaults, command: plan.command },
      scan: null,
      stack: null,
      waiting: [],
      hashes: {},
    },
    scan: null,
    companions,
  };
}

test('the summary says what runs, what it locks, what needs attention and what is next, in 80 columns', () => {
  const text = summary(planned(), { paint: bare, dryRun: false });
  expect(text).toMatch(
    /About 1,200,000 rows in 340 MB: 1,234 batches, 90 s to 4 min of\s+backfill, 45 MB more on disk/,
  );
  expect(text).toMatch(/expand\s+migrations\/000001_expand_users_display_name\.up\.sql/);
  expect(text).toMatch(/Locks: ACCESS EXCLUSIVE on public\.users, tried for a moment at a time\./);
  expect(text).toMatch(/! Prepared SELECT \* fails once\n {4}Recycle the pool/);
  expect(text).toMatch(/Wrote 5 migrations and 5 down files/);
  expect(text).toMatch(/Deploy 2: New code/);
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('a dry run says that nothing was written, and shows every file', () => {
  expect(summary(planned(), { paint: bare, dryRun: true })).toMatch(/Nothing was written/);
  expect(contents(planned(), bare).match(/^==> /gm)).toHaveLength(12);
});

test('a name cannot steer the terminal', () => {
  const { target } = fixture();
  const text = summary(planned({ target, command: 'plan rename \u001b[2Jx y' }), { paint: bare, dryRun: true });
  expect(text).toContain('\\x1b[2Jx');
  expect(shown('a\nb\u009b')).toBe('a\nb\\x9b');
});

const red = (stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv) => paintFor(stream, env)('red', 'x') !== 'x';

test('colours only for a terminal that wants them', () => {
  expect([
    red({}, {}),
    red({ isTTY: true }, {}),
    red({ isTTY: true }, { NO_COLOR: '1' }),
    red({}, { FORCE_COLOR: '1' }),
    red({ isTTY: true }, { TERM: 'dumb' }),
  ]).toEqual([false, true, false, true, false]);
});

test('JSON: the plan and its files in the order in which they run, with the texts only when asked', () => {
  const { plan, files } = planned();
  const document = JSON.parse(jsonDocument(plan, files, { content: false })) as {
    plan: unknown;
    files: Record<string, unknown>[];
  };
  expect(document.plan).toEqual(plan);
  expect(document.files.map(({ direction }) => direction)).toEqual([
    ...Array<string>(5).fill('up'),
    ...Array<string>(5).fill('down'),
  ]);
  expect(Object.keys(document.files[0] ?? {})).toEqual(['path', 'phase', 'direction', 'transaction']);
  expect(jsonDocument(plan, files, { content: true })).toContain('"content"');
});

test('errors: one sentence and the next command; a bug also its stack; never a password', () => {
  expect(problem(new UserError('no such table', { hint: 'plan kinds' }), bare)).toBe(
    'error: no such table.\ntry: plan kinds',
  );
  const bug = problem(new Error('at postgres://me:s3cret@host/db'), bare);
  expect(bug).toMatch(/report it[\s\S]*\.test\.ts/);
  expect(bug).not.toContain('s3cret');
  expect(withoutPassword('host=h password=s3cret user=u postgresql://a:p@ss/w@h/d')).toBe(
    'host=h password=*** user=u postgresql://a:***@h/d',
  );
});

test('numbers for people', () => {
  expect([
    bytes(512),
    bytes(1536),
    bytes(356_515_840),
    duration(0.2),
    duration(99),
    duration(600),
    duration(7200),
  ]).toEqual(['512 bytes', '1.5 kB', '340 MB', 'under a second', '99 s', '10 min', '2.0 h']);
  expect(wrapped('aa bb cc', { width: 5, indent: '  ' })).toBe('aa bb\n  cc');
});
