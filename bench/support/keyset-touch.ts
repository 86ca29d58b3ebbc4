import { performance } from 'node:perf_hooks';
import type pg from 'pg';

/**
 * The usual way of other tools, as PEERS.md section 2 describes it: the next 1,000 keys are locked, their rows are
 * touched (`SET id = id`), and the up trigger makes the value; the down trigger fires too. One statement a batch, which
 * is its own transaction: one round trip, less than such tools take.
 */
const batch = `
  WITH next AS (
    SELECT id FROM users WHERE id > $1 ORDER BY id LIMIT 1000 FOR NO KEY UPDATE
  ), touched AS (
    UPDATE users SET id = users.id FROM next WHERE users.id = next.id RETURNING users.id
  )
  SELECT max(id)::text AS last FROM touched`;

/** The columns, the marker, and both triggers: every column a variable, the direction by search_path, no WHEN. */
export const touchSetup = [
  'ALTER TABLE users ADD COLUMN display_name text',
  'ALTER TABLE users ADD COLUMN needs_backfill boolean DEFAULT true',
  touchFunction('up', '<>', `NEW.display_name := full_name; NEW.needs_backfill := false;`),
  touchFunction('down', '=', `NEW.full_name := display_name;`),
  'CREATE TRIGGER touch_up BEFORE UPDATE OR INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch_up()',
  'CREATE TRIGGER touch_down BEFORE UPDATE OR INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch_down()',
];

function touchFunction(name: 'up' | 'down', comparison: '=' | '<>', assign: string): string {
  const columns = ['id', 'email', 'full_name', 'age', 'bio', 'created_at', 'display_name', 'needs_backfill'];
  return `CREATE FUNCTION touch_${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    #variable_conflict use_variable
    DECLARE
      ${columns.map((column) => `${column} users.${column}%TYPE := NEW.${column};`).join('\n      ')}
      path text;
    BEGIN
      SELECT current_setting INTO path FROM current_setting('search_path');
      IF path ${comparison} 'public_with_display_name' THEN
        ${assign}
      END IF;
      RETURN NEW;
    END $$`;
}

/** Copies the whole table so, and gives the seconds it took. */
export async function keysetTouch(client: pg.Client): Promise<number> {
  const started = performance.now();
  for (let last: string | null = '0'; last !== null;) {
    const { rows }: pg.QueryResult<{ last: string | null }> = await client.query({
      name: 'batch',
      text: batch,
      values: [last],
    });
    last = rows[0]?.last ?? null;
  }
  return (performance.now() - started) / 1000;
}
