/** Old and new code write at random through all phases and re-runs: not one write is lost or changed. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newest, type TestDatabase } from '../support/server.ts';
import type { Shape } from './model.ts';
import { type Operation, operation } from './operations.ts';
import { World } from './world.ts';

const all = process.env['PLAN_TEST_ALL'] === '1';
const RUNS = all ? 500 : 50;
const seed = Number(process.env['PLAN_TEST_SEED'] ?? Date.now() % 0x7fff_ffff);

const shape: fc.Arbitrary<Shape> = fc
  .record({
    type: fc.constantFrom(
      'text' as const,
      'citext' as const,
      'numeric' as const,
      'json' as const,
      'timestamptz' as const,
    ),
    notNull: fc.boolean(),
    default: fc.constantFrom('none' as const, 'constant' as const, 'stable' as const, 'volatile' as const),
    unique: fc.boolean(),
    trigger: fc.constantFrom('none' as const, 'lower' as const, 'lower-update-of' as const, 'coalesce' as const),
  })
  .map((drawn) => ({
    ...drawn,
    // json has no equality to be unique by; the triggers are for text.
    unique: drawn.unique && drawn.type !== 'json',
    trigger: drawn.type === 'text' || drawn.type === 'citext' ? drawn.trigger : ('none' as const),
  }));

type Event =
  | { readonly do: 'write'; readonly op: Operation }
  | { readonly do: 'again'; readonly phase: 'expand' | 'backfill' | 'contract' }
  | { readonly do: 'part of backfill'; readonly statements: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: fc.constant('write' as const), op: operation }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('again' as const),
      phase: fc.constantFrom('expand' as const, 'backfill' as const, 'contract' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('part of backfill' as const), statements: fc.nat({ max: 2 }) }) },
);

const span = fc.array(event, { maxLength: 25 });
const life = fc.record({ shape, spans: fc.tuple(span, span, span, span) });

async function live(world: World, spans: readonly (readonly Event[])[]): Promise<void> {
  for (const [done, events] of spans.entries()) {
    if (done > 0) await world.next();
    for (const each of events) {
      if (each.do === 'write') await world.perform(each.op);
      else if (each.do === 'again') await world.again(each.phase);
      else await world.partOfBackfill(each.statements);
    }
  }
}

describe('old and new code at once', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await newest().createDatabase('CREATE EXTENSION citext');
  });
  afterAll(() => db.drop());

  it(
    `loses no write in ${String(RUNS)} lives of a table, seed ${String(seed)}`,
    { timeout: all ? 900_000 : 120_000 },
    async () => {
      process.stdout.write(`property of two columns: PLAN_TEST_SEED=${String(seed)}\n`);
      const client = await db.client();
      await client.query("SET TimeZone = 'UTC'");
      let runs = 0;
      await fc.assert(
        fc.asyncProperty(life, async (drawn) => {
          const world = new World(client, `s${String(++runs)}`, drawn.shape);
          try {
            await world.create();
            await live(world, drawn.spans);
          } catch (error) {
            throw new Error(`${String(error)}\n${world.log.join(';\n')}`, { cause: error });
          } finally {
            await client.query('ROLLBACK');
            await world.drop();
          }
        }),
        { seed, numRuns: RUNS },
      );
      expect(runs).toBeGreaterThanOrEqual(RUNS);
    },
  );
});
