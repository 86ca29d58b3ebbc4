CREATE TABLE film (id serial PRIMARY KEY, title text, rate integer);
CREATE TABLE cast_of (film_id integer REFERENCES film ON UPDATE CASCADE, actor text);
INSERT INTO film (title, rate) SELECT 'f' || g, g % 5 FROM generate_series(1, 60) AS g;
INSERT INTO cast_of SELECT 1 + g % 60, 'a' || g % 7 FROM generate_series(1, 200) AS g;
CREATE MATERIALIZED VIEW busy WITH (fillfactor = 80) AS
  SELECT f.id, f.title, count(*) AS actors FROM film f JOIN cast_of c ON f.id = c.film_id GROUP BY f.id, f.title;
CREATE UNIQUE INDEX busy_id ON busy (id);
CREATE INDEX busy_actors ON busy (actors DESC);
COMMENT ON MATERIALIZED VIEW busy IS 'who plays';
COMMENT ON INDEX busy_id IS 'its key';
GRANT SELECT ON busy TO PUBLIC;
CREATE MATERIALIZED VIEW later AS SELECT id FROM film WHERE rate > 3 WITH NO DATA;
CREATE VIEW busiest WITH (security_barrier = true) AS SELECT id, actors FROM busy WHERE actors > 3;
