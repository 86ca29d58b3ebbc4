import { type App, OWNED, type Turn } from './app.ts';
import { lost, none, type Scene } from './scene.ts';

/** Code that asks for the key in these words. */
function turns(key: string): readonly Turn[] {
  const made = async (app: App, title: string): Promise<number> => {
    const [film] = await app.ask(`INSERT INTO film (title, language_id) VALUES ($1, 1) RETURNING ${key}`, [title]);
    return Number(film?.['film_id']);
  };
  const upsert = `INSERT INTO film (film_id, title, language_id) VALUES ($1, $2, 1)
    ON CONFLICT (film_id) DO UPDATE SET title = EXCLUDED.title`;
  return [
    async (app, n) => {
      const title = `${app.name} ${n}`;
      const id = await app.together(async () => {
        const film = await made(app, title);
        await app.ask('INSERT INTO inventory (film_id, store_id) VALUES ($1, 1)', [film]);
        await app.ask('INSERT INTO film_actor (actor_id, film_id) VALUES (1, $1)', [film]);
        return film;
      });
      await app.ask('INSERT INTO film_category (film_id, category_id) VALUES ($1, 1)', [id]);
      app.written.set(id, title);
    },
    (app, n) => app.refused('23503', 'INSERT INTO inventory (film_id, store_id) VALUES ($1, 1)', [90_000_000 + n]),
    (app, n) => app.refused('23001', 'DELETE FROM film WHERE film_id = $1', [app.own(n)]),
    async (app, n) => {
      const [id, title] = [app.own(n), `${app.name} ${n}`];
      await app.ask('UPDATE film SET title = $2 WHERE film_id = $1', [id, title]);
      app.written.set(id, title);
    },
    async (app, n) => {
      const [id, title] = [app.own(n), `${app.name} ${n}`];
      await app.ask(upsert, [id, title]);
      app.written.set(id, title);
    },
    async (app, n) => {
      const [id] = [app.own(n - 2)];
      const [film] = await app.ask(`SELECT ${key}, title FROM film WHERE film_id = $1`, [id]);
      app.same(id, film?.['title']);
    },
    async (app, n) => {
      const gone = await made(app, `${app.name} ${n}`);
      await app.ask('DELETE FROM film WHERE film_id = $1', [gone]);
    },
    // ON UPDATE CASCADE of the three foreign keys.
    async (app, n) => {
      const title = `${app.name} ${n}`;
      const film = await made(app, title);
      const moved = 500_000_000 + film;
      await app.ask('INSERT INTO inventory (film_id, store_id) VALUES ($1, 2)', [film]);
      await app.ask('UPDATE film SET film_id = $2 WHERE film_id = $1', [film, moved]);
      app.written.set(moved, title);
      const rows = await app.ask('SELECT inventory_id FROM inventory WHERE film_id = $1', [moved]);
      if (rows.length !== 1) app.wrong.push(`${app.name}: ${moved} has ${rows.length} copies after its key changed`);
    },
    async (app, n) => {
      await app.ask('SELECT film_in_stock($1, 1)', [app.own(n)]);
    },
    async (app, n) => {
      const id = app.own(n - 6);
      const [film] = await app.ask('SELECT title FROM film_list WHERE fid = $1', [id]);
      app.same(id, film?.['title']);
    },
    async (app) => {
      await app.ask('SELECT category, total_sales FROM rental_by_category LIMIT 3');
    },
    (app, n) => app.report('SELECT title, price FROM film_list WHERE fid = $1', [app.own(n)]),
    async (app, n) => {
      const taken = [`${app.own(n)}`, n % 200];
      await app.ask('UPDATE film SET length = $2 WHERE film_id = $1', taken);
    },
  ];
}

/** What no integer can say. */
const large: readonly Turn[] = [
  async (app, n) => {
    const [id, title] = [3_000_000_000 + app.lane * 1_000_000 + n, `${app.name} ${n}`];
    await app.ask('INSERT INTO film (film_id, title, language_id) VALUES ($1, $2, 1)', [id, title]);
    app.written.set(id, title);
    const [film] = await app.ask('SELECT film_id, title FROM film WHERE film_id = $1', [id]);
    app.same(Number(film?.['film_id']), film?.['title']);
  },
];

/** `plan change-type film.film_id bigint`: a serial key that three tables refer to, five views read and functions compare. */
export const filmId: Scene = {
  words: ['change-type', 'film.film_id', 'bigint'],
  refusals: 0,
  code: {
    old: { turns: turns('film_id') },
    either: { turns: turns('film_id::bigint AS film_id'), prepares: true },
    new: { turns: [...turns('film_id'), ...large] },
  },
  // What PostgreSQL makes ALTER COLUMN ... TYPE need around it: views go before, and come back after.
  naive: `DO $naive$
DECLARE
  one record;
  again text[] := '{}';
  text_of text;
BEGIN
  FOR one IN SELECT DISTINCT c.oid, c.oid::regclass::text AS name, c.relkind = 'm' AS stored FROM pg_depend d
      JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid JOIN pg_class c ON c.oid = r.ev_class
      WHERE d.refobjid = 'film'::regclass
        AND d.refobjsubid = (SELECT attnum FROM pg_attribute WHERE attrelid = 'film'::regclass AND attname = 'film_id') LOOP
    again := again || format('CREATE %s %s AS %s', CASE WHEN one.stored THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, one.name, pg_get_viewdef(one.oid));
    again := again || ARRAY(SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = one.oid);
    EXECUTE format('DROP %s %s', CASE WHEN one.stored THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, one.name);
  END LOOP;
  ALTER TABLE film ALTER COLUMN film_id TYPE bigint;
  FOREACH text_of IN ARRAY again LOOP EXECUTE text_of; END LOOP;
END $naive$`,
  untouched: `SELECT md5(string_agg(to_jsonb(f)::text, '' ORDER BY film_id)) AS value FROM film AS f
    WHERE film_id BETWEEN ${OWNED + 1} AND 20000`,
  check: async (db, written) => [
    ...(await lost(db, written, 'SELECT film_id AS key, title AS value FROM film')),
    ...(await none(
      db,
      'rows refer to no film',
      `SELECT count(*) FROM (SELECT film_id FROM inventory UNION ALL SELECT film_id FROM film_actor UNION ALL SELECT film_id FROM film_category)
         AS child WHERE NOT EXISTS (SELECT FROM film WHERE film.film_id = child.film_id)`,
    )),
  ],
};
