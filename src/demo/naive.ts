import type { PGlite } from '@electric-sql/pglite';
import { code } from './code.ts';
import { ledger } from './ledger.ts';
import { differences, shapeOf } from './shape.ts';
import { shopSchema } from './shop.ts';

/** The same shop after the one statement that the plan stands for. */
export interface Naive {
  readonly statement: string;
  /** What the old code gets from then on. */
  readonly oldCode: string;
  /** Definitions that were compared, and those that are not the same in both shops. */
  readonly compared: number;
  readonly differences: readonly string[];
}

const STATEMENT = 'ALTER TABLE users RENAME COLUMN full_name TO display_name';

/** Makes the shop again in a schema of its own, renames the column in place, runs the old code and compares the schemas. */
export async function naiveRename(database: PGlite): Promise<Naive> {
  const ours = await shapeOf(database, 'public');
  await database.exec(`CREATE SCHEMA naive; SET search_path = naive; ${shopSchema()}`);
  await database.exec(STATEMENT);
  const failed = await code(database, 'old', 'full_name')
    .write(ledger())
    .then(
      () => 'works',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  const theirs = await shapeOf(database, 'naive');
  await database.exec('RESET search_path');
  return { statement: STATEMENT, oldCode: failed, compared: ours.length, differences: differences(ours, theirs) };
}
