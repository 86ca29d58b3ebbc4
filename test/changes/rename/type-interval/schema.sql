CREATE TABLE users (id bigint PRIMARY KEY, full_name interval day to second(3), other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN '1 day 00:00:01.234'::interval WHEN 1 THEN '2 days'::interval END FROM generate_series(1, 60) i;
