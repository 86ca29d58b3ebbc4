CREATE TABLE docs (id integer PRIMARY KEY, body text DEFAULT '{}');
INSERT INTO docs SELECT g, jsonb_build_object('a', g)::text FROM generate_series(1, 100) AS g;
INSERT INTO docs VALUES (200, NULL);
