CREATE TABLE users (id bigint PRIMARY KEY, full_name point, other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN '(1,2)'::point WHEN 1 THEN '(3,4)'::point END FROM generate_series(1, 60) i;
