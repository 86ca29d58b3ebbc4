CREATE TABLE film (
  film_id serial PRIMARY KEY,
  title text NOT NULL,
  sequel_of integer REFERENCES film ON DELETE SET NULL,
  region integer NOT NULL DEFAULT 1,
  UNIQUE (film_id, region)
);
CREATE INDEX film_sequel ON film (sequel_of);
COMMENT ON COLUMN film.film_id IS 'the key';
CREATE TABLE actor (actor_id integer PRIMARY KEY);
CREATE TABLE film_actor (
  actor_id integer NOT NULL REFERENCES actor,
  film_id integer NOT NULL REFERENCES film ON UPDATE CASCADE ON DELETE CASCADE,
  PRIMARY KEY (actor_id, film_id)
);
COMMENT ON CONSTRAINT film_actor_film_id_fkey ON film_actor IS 'to the film';
-- Referenced by another one in its turn.
CREATE TABLE award (
  award_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  actor_id integer NOT NULL,
  film_id integer NOT NULL,
  FOREIGN KEY (actor_id, film_id) REFERENCES film_actor (actor_id, film_id)
);
CREATE TABLE inventory (
  inventory_id integer PRIMARY KEY,
  film_id integer,
  region integer,
  CONSTRAINT stocked FOREIGN KEY (film_id, region) REFERENCES film (film_id, region) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX inventory_film ON inventory (film_id);
CREATE VIEW films AS SELECT f.film_id, f.title, count(i.inventory_id) AS copies FROM film f LEFT JOIN inventory i ON i.film_id = f.film_id GROUP BY f.film_id, f.title;
INSERT INTO film (title, sequel_of) SELECT 'Film ' || g, NULLIF((g - 1) % 7, 0) FROM generate_series(1, 60) AS g;
INSERT INTO actor SELECT generate_series(1, 20);
INSERT INTO film_actor SELECT 1 + g % 20, 1 + g % 60 FROM generate_series(1, 60) AS g ON CONFLICT DO NOTHING;
INSERT INTO award (actor_id, film_id) SELECT actor_id, film_id FROM film_actor LIMIT 25;
INSERT INTO inventory SELECT g, 1 + g % 60, 1 FROM generate_series(1, 90) AS g;
