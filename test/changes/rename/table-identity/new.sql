INSERT INTO people (full_name) VALUES ('x');
INSERT INTO people (id, nr, full_name) VALUES (DEFAULT, 7, 'y');
INSERT INTO people (id, full_name) OVERRIDING SYSTEM VALUE VALUES (900, 'z');
SELECT 1 / (count(*) = 3)::int FROM people WHERE id > 50;
