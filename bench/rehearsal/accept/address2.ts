import { type App, OWNED, type Turn } from './app.ts';
import { lost, none, type Scene } from './scene.ts';

const insert = `INSERT INTO address (address, address2, district, city_id, phone) VALUES ('a', $1, 'd', 1, '5') RETURNING address_id`;

async function add(app: App, value: string | null): Promise<void> {
  const [row] = await app.ask(insert, [value]);
  app.written.set(Number(row?.['address_id']), value ?? '');
}

async function set(app: App, id: number, value: string | null): Promise<void> {
  await app.ask('UPDATE address SET address2 = $2 WHERE address_id = $1', [id, value]);
  app.written.set(id, value ?? '');
}

const shared: readonly Turn[] = [
  (app, n) => set(app, app.own(n), `${app.name} ${n}`),
  (app, n) => add(app, `${app.name} ${n}`),
  async (app, n) => {
    await app.ask('UPDATE address SET phone = $2 WHERE address_id = $1', [app.own(n), String(n)]);
  },
  async (app, n) => {
    const id = app.own(n - 3);
    const [row] = await app.ask('SELECT address2 FROM address WHERE address_id = $1', [id]);
    app.same(id, row?.['address2'] ?? '');
  },
  (app, n) => app.report('SELECT id, address FROM customer_list WHERE id = $1', [app.own(n)]),
];

/** `plan set-not-null address.address2 --fill "''"`. */
export const address2: Scene = {
  words: ['set-not-null', 'address.address2', '--fill', "''"],
  refusals: 0,
  code: {
    old: {
      turns: [
        ...shared,
        (app, n) => set(app, app.own(n), null),
        (app) => add(app, null),
        async (app) => {
          const [row] = await app.ask(
            "INSERT INTO address (address, district, city_id, phone) VALUES ('a', 'd', 1, '5') RETURNING address_id",
          );
          app.written.set(Number(row?.['address_id']), '');
        },
      ],
    },
    new: { turns: [...shared, (app, n) => set(app, app.own(n), ''), (app) => add(app, '')] },
  },
  naive:
    "UPDATE address SET address2 = '' WHERE address2 IS NULL; ALTER TABLE address ALTER COLUMN address2 SET NOT NULL",
  // The naive UPDATE fires last_updated for the rows that it fills; the plan does not.
  untouched: `SELECT md5(string_agg((to_jsonb(a) - 'last_update')::text, '' ORDER BY address_id)) AS value FROM address AS a
    WHERE address_id BETWEEN ${OWNED + 1} AND 20000`,
  check: async (db, written) => [
    ...(await lost(db, written, 'SELECT address_id AS key, address2 AS value FROM address')),
    ...(await none(db, 'rows are without address2', 'SELECT count(*) FROM address WHERE address2 IS NULL')),
  ],
};
