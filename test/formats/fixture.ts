import type { Lock, Phase, Plan, Statement, Step } from '../../src/types.ts';

/** A statement with the facts that matter to formats. */
export function statement(sql: string, facts: Partial<Statement['facts']> = {}): Statement {
  return {
    sql,
    facts: { locks: [], transaction: 'allowed', scans: false, rewrites: false, destroys: false, ...facts },
  };
}

export const alone = { transaction: 'forbidden' } as const;

/** A lock taken in a retried block. */
export const retried: { readonly locks: readonly Lock[] } = {
  locks: [{ relation: 'public.users', mode: 'ACCESS EXCLUSIVE', retried: true }],
};

export function step(id: string, ...run: readonly Statement[]): Step {
  return { id, title: `Step ${id}`, why: `Because ${id}.`, run };
}

function phase(name: Phase['name'], subject: string, steps: readonly Step[], undo: readonly Step[]): Phase {
  return { name, title: `Phase ${name}`, summary: ['What it does.', 'Which deploy.'], subject, gate: [], steps, undo };
}

const expand = phase(
  'expand',
  'users_display_name',
  [step('add', statement('ALTER TABLE public.users ADD COLUMN display_name text;', retried))],
  [step('drop', statement('ALTER TABLE public.users DROP COLUMN display_name'))],
);
const backfill = phase(
  'backfill',
  'users_display_name',
  [
    step('copy', statement('DO $$ BEGIN COMMIT; END $$;', alone)),
    step('index', statement('CREATE INDEX CONCURRENTLY i ON public.users (display_name);', alone)),
    step('check', statement('DO $$ BEGIN ASSERT true; END $$;'), statement('ANALYZE public.users;')),
  ],
  [step('clear', statement('UPDATE public.users SET display_name = NULL;'))],
);
const contract = phase(
  'contract',
  'users_full_name',
  [step('drop-old', statement('ALTER TABLE public.users DROP COLUMN full_name;', retried))],
  [step('rebuild', statement('ALTER TABLE public.users ADD COLUMN full_name text;'))],
);

/** A small plan by hand; `changes` replaces parts of it. */
export function fixture(changes: Partial<Plan> = {}): Plan {
  return {
    version: 1,
    id: 'rename-users-full_name-to-display_name',
    change: { kind: 'rename' },
    command: 'plan rename users.full_name display_name',
    lockTimeoutMs: 100,
    server: { versionNum: 180004, major: 18 },
    target: {
      schema: 'public',
      name: 'users',
      columns: [{ old: 'full_name', new: 'display_name', type: 'text', notNull: false, default: null }],
    },
    estimate: {
      rows: 1_200_000,
      tableBytes: 356_515_840,
      addedBytes: 47_185_920,
      batches: 1234,
      seconds: { low: 90, high: 240 },
      basis: 'statistics',
    },
    phases: [expand, backfill, contract],
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
        code: 'unchanged',
        gate: 'none',
        rollback: 'nothing to do',
      },
      {
        number: 2,
        title: 'New code',
        runs: [],
        ships: 'new',
        code: 'uses display_name',
        gate: 'backfill proven',
        rollback: 'older code',
      },
    ],
    attention: [
      {
        id: 'prepared',
        level: 'warning',
        title: 'Prepared SELECT * fails once',
        detail: 'Recycle the pool after expand.',
        deploy: 1,
      },
    ],
    fixes: [{ name: 'stop-sync', when: 'the trigger is in the way', steps: [step('fix', statement('SELECT 1'))] }],
    ...changes,
  };
}

/** The plan's phases with other steps in one of them. */
export function withSteps(name: Phase['name'], steps: readonly Step[], undo: readonly Step[] = []): Plan {
  const plan = fixture();
  return { ...plan, phases: plan.phases.map((each) => (each.name === name ? { ...each, steps, undo } : each)) };
}
