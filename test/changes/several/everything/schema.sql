CREATE FUNCTION token() RETURNS uuid LANGUAGE sql VOLATILE AS $$SELECT '00000000-0000-4000-8000-000000000001'::uuid$$;
CREATE TABLE orders (
  id integer PRIMARY KEY,
  total integer NOT NULL DEFAULT 0,
  note text,
  state text,
  fax text NOT NULL DEFAULT 'none'
);
CREATE INDEX orders_total ON orders (total);
CREATE UNIQUE INDEX orders_note ON orders (note);
INSERT INTO orders (id, total, note, state) SELECT g, g, 'note ' || g, 'open' FROM generate_series(1, 150) AS g;
