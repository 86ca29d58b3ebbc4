INSERT INTO film (title, sequel_of) VALUES ('Old', 1);
INSERT INTO film_actor (actor_id, film_id) SELECT 1, max(film_id) FROM film;
INSERT INTO inventory (inventory_id, film_id, region) SELECT 1000, max(film_id), 1 FROM film;
UPDATE film SET sequel_of = 2 WHERE film_id = 3;
DELETE FROM inventory WHERE inventory_id = 1000;
