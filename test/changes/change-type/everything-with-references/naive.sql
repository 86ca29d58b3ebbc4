ALTER SEQUENCE film_film_id_seq AS bigint;
DROP VIEW films;
ALTER TABLE film ALTER COLUMN film_id TYPE bigint, ALTER COLUMN sequel_of TYPE bigint;
ALTER TABLE film_actor ALTER COLUMN film_id TYPE bigint;
ALTER TABLE award ALTER COLUMN film_id TYPE bigint;
ALTER TABLE inventory ALTER COLUMN film_id TYPE bigint;
CREATE VIEW films AS SELECT f.film_id, f.title, count(i.inventory_id) AS copies FROM film f LEFT JOIN inventory i ON i.film_id = f.film_id GROUP BY f.film_id, f.title;
