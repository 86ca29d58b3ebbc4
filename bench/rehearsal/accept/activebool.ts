import type pg from 'pg';
import { OWNED } from './app.ts';
import { lost, none, type Scene } from './scene.ts';

/** The table in the archive schema that holds the values of the column. */
async function archive(db: pg.Client): Promise<string> {
  const { rows } = await db.query<{ name: string }>(
    "SELECT oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'expand_contract_archive'::regnamespace AND relkind = 'r'",
  );
  if (rows.length !== 1) throw new Error(`${rows.length} tables in expand_contract_archive, not 1`);
  return rows[0]?.name ?? '';
}

/** `plan drop customer.activebool`: refused for the view customer_list, then with it. */
export const activebool: Scene = {
  words: ['drop', 'customer.activebool'],
  refusals: 1,
  code: {
    old: {
      turns: [
        async (app, n) => {
          const [row] = await app.ask(
            `INSERT INTO customer (store_id, first_name, last_name, address_id, activebool) VALUES (1, 'Old', $1, 1, $2)
               RETURNING customer_id`,
            [app.name, n % 3 === 0],
          );
          app.written.set(Number(row?.['customer_id']), n % 3 === 0);
        },
        async (app, n) => {
          const id = app.own(n);
          const [row] = await app.ask(
            'UPDATE customer SET activebool = NOT activebool WHERE customer_id = $1 RETURNING activebool',
            [id],
          );
          app.written.set(id, row?.['activebool']);
        },
        async (app, n) => {
          const id = app.own(n - 1);
          const [row] = await app.ask('SELECT activebool FROM customer WHERE customer_id = $1', [id]);
          app.same(id, row?.['activebool']);
        },
        async (app, n) => {
          const id = app.own(n - 2);
          const [row] = await app.ask('SELECT notes FROM customer_list WHERE id = $1', [id]);
          app.same(id, row?.['notes'] === 'active');
        },
        (app, n) => app.report('SELECT name, notes FROM customer_list WHERE id = $1', [app.own(n)]),
        async (app, n) => {
          await app.ask('UPDATE customer SET email = $2 WHERE customer_id = $1', [app.own(n), app.name]);
        },
      ],
    },
    new: {
      turns: [
        async (app) => {
          await app.ask("INSERT INTO customer (store_id, first_name, last_name, address_id) VALUES (1, 'New', $1, 1)", [
            app.name,
          ]);
        },
        async (app, n) => {
          await app.ask('UPDATE customer SET last_name = $2 WHERE customer_id = $1', [app.own(n), app.name]);
        },
        (app, n) => app.report('SELECT count(*) FROM customer WHERE address_id = $1', [app.own(n)]),
        async (app, n) => {
          await app.ask('SELECT customer_id, last_name FROM customer WHERE customer_id = $1', [app.own(n)]);
        },
        async (app, n) => {
          const [row] = await app.ask(
            "INSERT INTO customer (store_id, first_name, last_name, address_id) VALUES (2, 'Gone', $1, 1) RETURNING customer_id",
            [`${app.name} ${n}`],
          );
          await app.ask('DELETE FROM customer WHERE customer_id = $1', [row?.['customer_id']]);
        },
      ],
    },
  },
  naive: 'DROP VIEW customer_list; ALTER TABLE customer DROP COLUMN activebool',
  untouched: `SELECT md5(string_agg(to_jsonb(c)::text, '' ORDER BY customer_id)) AS value FROM customer AS c
    WHERE customer_id BETWEEN ${OWNED + 1} AND 20000`,
  check: async (db, written) => {
    const name = await archive(db);
    return [
      ...(await lost(db, written, `SELECT customer_id AS key, activebool AS value FROM ${name}`)),
      ...(await none(
        db,
        'customers of the start are not in the archive',
        `SELECT count(*) FROM customer AS c WHERE customer_id <= 20000
           AND NOT EXISTS (SELECT FROM ${name} AS a WHERE a.customer_id = c.customer_id)`,
      )),
    ];
  },
};
