import type { PGlite } from '@electric-sql/pglite';
import { fromPglite } from '../catalog/client.ts';
import { readCatalog } from '../catalog/read.ts';
import { rename } from '../changes/rename.ts';
import { makePlan, type Planned } from '../commands/make-plan.ts';
import type { Settings } from '../commands/settings.ts';
import type { PhaseName, Statement } from '../types.ts';
import { code } from './code.ts';
import { ledger } from './ledger.ts';
import { type Moment, moment, type Pair, type Promised } from './moment.ts';
import { type Naive, naiveRename } from './naive.ts';
import { embedded, shopRows, shopSchema } from './shop.ts';

/** What the demo did, part by part, as it happens. */
export type Part =
  | { readonly part: 'shop'; readonly rows: number; readonly orders: number }
  | { readonly part: 'plan'; readonly planned: Planned }
  | { readonly part: 'phase'; readonly phase: PhaseName; readonly title: string; readonly file: string }
  | { readonly part: 'moment'; readonly moment: Moment }
  /** A phase that was asked to run before its time: the sentence, or null when it ran, which it must not. */
  | { readonly part: 'refused'; readonly phase: PhaseName; readonly says: string | null }
  | { readonly part: 'end'; readonly end: End };

export interface End {
  readonly writes: { readonly old: number; readonly new: number };
  readonly rows: number;
  readonly wrong: number;
  /** Rows that nobody wrote and whose updated_at is not what it was. */
  readonly disturbed: number;
  readonly naive: Naive;
}

export interface DemoOptions {
  readonly settings: Settings;
  readonly cwd: string;
  readonly now: Date;
}

const filling: Promised = { old: 'works', new: 'filling' };
const both: Promised = { old: 'works', new: 'works' };

// Enough to show what happens between batches; the file as written does the rest.
const STOPS = 3;

/** Makes the shop and the plan, and runs each phase while both codes read and write. Writes no file. */
export async function* runDemo(options: DemoOptions): AsyncGenerator<Part, void, undefined> {
  const database = await embedded();
  try {
    yield* demo(database, options);
  } finally {
    await database.close();
  }
}

async function* demo(database: PGlite, options: DemoOptions): AsyncGenerator<Part, void, undefined> {
  await database.exec(shopSchema());
  await database.exec(shopRows());
  const pair = {
    old: code(database, 'old', 'full_name'),
    new: code(database, 'new', 'display_name'),
    ledger: ledger(),
  };
  const rows = await pair.old.read();
  pair.ledger.begin(rows);
  const [start] = await select<{ orders: number; at: string }>(
    database,
    'SELECT (SELECT count(*)::int FROM orders) AS orders, max(updated_at)::text AS at FROM users',
  );
  yield { part: 'shop', rows: rows.length, orders: start?.orders ?? 0 };

  const planned = await planFor(database, options, null);
  const stopping = await planFor(database, options, 0);
  yield { part: 'plan', planned };
  yield* expand(database, planned, pair);
  yield { part: 'refused', phase: 'contract', says: await refusal(database, planned, 'contract') };
  yield* backfill(database, planned, stopping, pair);
  yield* contract(database, planned, pair);
  yield { part: 'end', end: await theEnd(database, pair, start?.at ?? '') };
}

async function planFor(
  database: PGlite,
  { settings, cwd, now }: DemoOptions,
  maxRuntimeSeconds: number | null,
): Promise<Planned> {
  const values = { target: 'users.full_name', name: 'display_name' };
  return await makePlan(
    { wishes: [{ kind: rename, values }], settings: { ...settings, maxRuntimeSeconds }, cwd, now },
    (asking) =>
      Promise.all(
        asking.map(
          async ({ question, rewrite }) => (await readCatalog(fromPglite(database), question, rewrite)).catalog,
        ),
      ),
  );
}

async function* expand(database: PGlite, planned: Planned, pair: Pair): AsyncGenerator<Part, void, undefined> {
  yield opened(planned, 'expand');
  yield at(await moment('before', pair, { old: 'works', new: 'fails' }));
  for (const [index, statement] of statementsOf(planned, 'expand').entries()) {
    await database.exec(statement.sql);
    if (index === 0) pair.ledger.columnAdded();
    yield at(await moment(after(index, planned, 'expand'), pair, filling));
  }
}

async function* backfill(
  database: PGlite,
  planned: Planned,
  stopping: Planned,
  pair: Pair,
): AsyncGenerator<Part, void, undefined> {
  yield opened(planned, 'backfill');
  const copy = statementsOf(stopping, 'backfill').slice(0, 1);
  for (let stop = 1; stop <= STOPS; stop += 1) {
    if (!(await stops(database, copy))) throw new Error('the copy was to stop between batches and did not');
    yield at(await moment(`stopped between batches (${stop})`, pair, filling));
  }
  for (const [index, statement] of statementsOf(planned, 'backfill').entries()) {
    await database.exec(statement.sql);
    yield at(await moment(after(index, planned, 'backfill'), pair, both));
  }
}

async function* contract(database: PGlite, planned: Planned, pair: Pair): AsyncGenerator<Part, void, undefined> {
  yield opened(planned, 'contract');
  for (const [index, statement] of statementsOf(planned, 'contract').entries()) {
    await database.exec(statement.sql);
    yield at(await moment(after(index, planned, 'contract'), pair, { old: 'fails', new: 'works' }));
  }
}

async function theEnd(database: PGlite, { new: last, ledger: book }: Pair, start: string): Promise<End> {
  const { rows, wrong, empty } = book.compare(await last.read());
  const [moved] = await select<{ count: number }>(
    database,
    'SELECT count(*)::int AS count FROM users WHERE updated_at > $1::text::timestamptz',
    [start],
  );
  const disturbed = (moved?.count ?? 0) - book.touched();
  return { writes: book.writes, rows, wrong: wrong + empty, disturbed, naive: await naiveRename(database) };
}

const at = (seen: Moment): Part => ({ part: 'moment', moment: seen });

function opened(planned: Planned, name: PhaseName): Part {
  const file = planned.files.find(({ phase, direction }) => phase === name && direction === 'up')?.path ?? '';
  const title = planned.plan.phases.find((phase) => phase.name === name)?.title ?? '';
  return { part: 'phase', phase: name, title, file };
}

function after(index: number, planned: Planned, phase: PhaseName): string {
  return `after statement ${index + 1} of ${statementsOf(planned, phase).length}`;
}

function statementsOf({ plan }: Planned, name: PhaseName): readonly Statement[] {
  return plan.phases.flatMap((phase) => (phase.name === name ? phase.steps.flatMap((step) => step.run) : []));
}

/** Runs a copy that stops itself; whether it did. Any other error is thrown. */
async function stops(database: PGlite, statements: readonly Statement[]): Promise<boolean> {
  try {
    for (const { sql } of statements) await database.exec(sql);
    return false;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '57014') return true;
    throw error;
  }
}

async function refusal(database: PGlite, planned: Planned, phase: PhaseName): Promise<string | null> {
  try {
    for (const { sql } of statementsOf(planned, phase)) await database.exec(sql);
    return null;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const hint = 'hint' in error && typeof error.hint === 'string' ? ` ${error.hint}` : '';
    return `${error.message}${hint}`;
  }
}

async function select<Row>(database: PGlite, text: string, values: unknown[] = []): Promise<Row[]> {
  return (await database.query<Row>(text, values)).rows;
}
