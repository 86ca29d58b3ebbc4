import type { Lock, OutputFile, Phase, Plan, Statement, Target } from '../../src/types.ts';

const target: Target = {
  schema: 'public',
  name: 'users',
  columns: [{ old: 'full_name', new: 'display_name', type: 'text', notNull: true, default: "''::text" }],
};

export const retryLock: Lock = { relation: 'public.users', mode: 'ACCESS EXCLUSIVE', retried: true };

export function statement(sql: string, ...locks: readonly Lock[]): Statement {
  return { sql, facts: { locks, transaction: 'allowed', scans: false, rewrites: false, destroys: false } };
}

function phase(name: Phase['name'], title: string, says: string, ...run: readonly Statement[]): Phase {
  return {
    name,
    title,
    summary: [],
    subject: `users_${name}`,
    gate: [{ id: name, says, query: `SELECT EXISTS (SELECT FROM pg_constraint WHERE conname = '${name}') AS ok` }],
    steps: [{ id: name, title, why: '', run }],
    undo: [],
  };
}

const phases: readonly Phase[] = [
  phase(
    'expand',
    'Add display_name',
    'public.users has no display_name.',
    statement('DO $$ DECLARE budget integer := 50; BEGIN END $$', retryLock),
  ),
  phase(
    'backfill',
    'Fill display_name',
    'The sync trigger is on public.users.',
    statement('UPDATE public.users SET display_name = full_name', {
      relation: 'public.users',
      mode: 'ROW EXCLUSIVE',
      retried: false,
    }),
    statement('ANALYZE public.users', { relation: 'public.users', mode: 'SHARE UPDATE EXCLUSIVE', retried: false }),
  ),
  phase(
    'contract',
    'Drop full_name',
    'Every row is copied.',
    statement('SELECT 1', { relation: 'public.people', mode: 'ACCESS EXCLUSIVE', retried: true }, retryLock),
  ),
];

/** A plan by hand; `changes` replaces parts of it. */
export function fixture(changes: Partial<Plan> = {}): Plan {
  return {
    version: 1,
    id: 'rename-users-full_name-to-display_name',
    change: { kind: 'rename' },
    command: 'plan rename users.full_name display_name',
    server: { versionNum: 180004, major: 18 },
    target,
    lockTimeoutMs: 100,
    estimate: {
      rows: 1_200_000,
      tableBytes: 356_515_840,
      addedBytes: 47_185_920,
      batches: 1234,
      seconds: { low: 10, high: 60 },
      basis: 'From the statistics.',
    },
    phases,
    code: [
      {
        id: 'old',
        deploy: 0,
        says: 'Old code',
        writes: ['old'],
        reads: ['old'],
        since: null,
        until: 'contract',
        needs: '',
        advice: [],
      },
      {
        id: 'new',
        deploy: 2,
        says: 'New code',
        writes: ['new'],
        reads: ['new'],
        since: 'backfill',
        until: null,
        needs: 'The backfill has run.',
        advice: ['Nothing else.'],
      },
    ],
    deploys: [
      {
        number: 1,
        title: 'Expand and backfill',
        runs: ['expand', 'backfill'],
        ships: null,
        code: 'Unchanged.',
        gate: 'Nothing.',
        rollback: 'Leave the column.',
      },
      {
        number: 2,
        title: 'Code that uses only display_name',
        runs: [],
        ships: 'new',
        code: 'full_name becomes display_name.',
        gate: 'The backfill has run.',
        rollback: 'Roll the code back.',
      },
      {
        number: 3,
        title: 'Contract',
        runs: ['contract'],
        ships: null,
        code: 'Unchanged.',
        gate: 'No old code is left.',
        rollback: 'Forward only.',
      },
    ],
    attention: [
      { id: 'any', level: 'note', title: 'Belongs nowhere', detail: 'Whenever.', deploy: null },
      { id: 'position', level: 'note', title: 'Last place', detail: 'display_name stands last.', deploy: 3 },
      {
        id: 'select-star',
        level: 'note',
        title: 'A prepared SELECT * fails once',
        detail: 'Recycle the pool.\nOr name the columns.',
        deploy: 1,
      },
      {
        id: 'body',
        level: 'warning',
        title: 'public.greet names full_name',
        detail: 'line 3: NEW.full_name',
        deploy: 3,
      },
    ],
    fixes: [
      { name: 'restore-after-contract', when: 'After contract, when something still needs full_name.', steps: [] },
    ],
    ...changes,
  };
}

function file(path: string, of: OutputFile['phase'], direction: OutputFile['direction'] = 'up'): OutputFile {
  return { path, phase: of, direction, transaction: false, content: '' };
}

export const files: readonly OutputFile[] = [
  file('migrations/0010_expand_users_display_name.sql', 'expand'),
  file('migrations/0011_backfill_users_display_name.sql', 'backfill'),
  file('migrations/0012_backfill_users_display_name_2.sql', 'backfill'),
  file('migrations/0013_contract_users_full_name.sql', 'contract'),
  file('migrations/down/0010_expand_users_display_name.down.sql', 'expand', 'down'),
];

const bad = 'a"b`c|d\n```{{x}}<b>$$\\|e';

/** The same plan with names that mean something in SQL, Go, Markdown, HTML and templates. */
export function hostile(): Plan {
  return fixture({
    target: {
      ...target,
      schema: 'my schema',
      name: bad,
      columns: [{ old: `old ${bad}`, new: 'select', type: 'text', notNull: true, default: `'${bad}'::text` }],
    },
    attention: [{ id: 'bad', level: 'warning', title: bad, detail: `# ${bad} [x](http://y) _z_`, deploy: 1 }],
    phases: [
      phase(
        'contract',
        `Drop ${bad}`,
        `${bad} is copied`,
        statement('SELECT 1', { ...retryLock, relation: `public."${bad.replaceAll('"', '""')}"` }),
      ),
    ],
  });
}
