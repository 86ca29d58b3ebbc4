CREATE TABLE events (id integer PRIMARY KEY, at timestamp DEFAULT now());
INSERT INTO events SELECT g, '2026-01-01'::timestamp + g * interval '1 hour' FROM generate_series(1, 200) AS g;
CREATE INDEX ON events (at DESC);
