import { randomUUID } from 'node:crypto';
import { type App, OWNED, type Turn } from './app.ts';
import { lost, none, type Scene } from './scene.ts';

const part = (app: App, n: number): readonly number[] => [app.own(n), app.own(n + 1)];

const report: Turn = (app, n) =>
  app.report('SELECT rental_date, return_date FROM rental WHERE inventory_id = $1', [app.own(n)]);

const old: readonly Turn[] = [
  report,
  async (app, n) => {
    await app.ask(
      'INSERT INTO rental (rental_date, inventory_id, customer_id, staff_id) VALUES (clock_timestamp(), $1, $2, 1)',
      part(app, n),
    );
  },
  async (app, n) => {
    await app.ask('UPDATE rental SET return_date = now() WHERE rental_id = $1', [app.own(n)]);
  },
  async (app, n) => {
    await app.ask('SELECT rental_id, rental_date, customer_id FROM rental WHERE rental_id = $1', [app.own(n)]);
  },
  async (app, n) => {
    const [row] = await app.ask(
      'INSERT INTO rental (rental_date, inventory_id, customer_id, staff_id) VALUES (clock_timestamp(), $1, $2, 2) RETURNING rental_id',
      part(app, n),
    );
    await app.ask('DELETE FROM rental WHERE rental_id = $1', [row?.['rental_id']]);
  },
];

/** `plan add-column rental.token uuid --default "gen_random_uuid()" --not-null`. */
export const token: Scene = {
  words: ['add-column', 'rental.token', 'uuid', '--default', 'gen_random_uuid()', '--not-null'],
  refusals: 0,
  code: {
    old: { turns: old },
    new: {
      turns: [
        report,
        async (app, n) => {
          const value = randomUUID();
          const [row] = await app.ask(
            `INSERT INTO rental (rental_date, inventory_id, customer_id, staff_id, token) VALUES (clock_timestamp(), $1, $2, 1, $3)
               RETURNING rental_id`,
            [...part(app, n), value],
          );
          app.written.set(Number(row?.['rental_id']), value);
        },
        async (app, n) => {
          const [id, value] = [app.own(n), randomUUID()];
          await app.ask('UPDATE rental SET token = $2 WHERE rental_id = $1', [id, value]);
          app.written.set(id, value);
        },
        async (app, n) => {
          const id = app.own(n - 1);
          const [row] = await app.ask('SELECT token FROM rental WHERE rental_id = $1', [id]);
          app.same(id, row?.['token']);
        },
        async (app, n) => {
          const id = app.own(n + 5);
          const [row] = await app.ask('SELECT token FROM rental WHERE rental_id = $1', [id]);
          // Every row has one from the end of the backfill on, and keeps it.
          if (typeof row?.['token'] !== 'string') app.wrong.push(`${app.name}: ${id} has no token`);
        },
      ],
    },
  },
  naive: 'ALTER TABLE rental ADD COLUMN token uuid DEFAULT gen_random_uuid() NOT NULL',
  untouched: `SELECT md5(string_agg((to_jsonb(r) - 'token')::text, '' ORDER BY rental_id)) AS value FROM rental AS r
    WHERE rental_id BETWEEN ${OWNED + 1} AND 20000`,
  check: async (db, written) => [
    ...(await lost(db, written, 'SELECT rental_id AS key, token AS value FROM rental')),
    ...(await none(
      db,
      'rows are without a token of their own',
      'SELECT count(*) - count(DISTINCT token) AS count FROM rental',
    )),
  ],
};
