ALTER TABLE film ALTER COLUMN film_id TYPE bigint;
ALTER TABLE z_actor ALTER COLUMN film_id TYPE bigint;
ALTER TABLE award ALTER COLUMN film_id TYPE bigint;
