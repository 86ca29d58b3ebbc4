INSERT INTO film (title) VALUES ('new');
SELECT count(*) FROM busiest;
UPDATE film SET id = 5000 WHERE id = 7;
