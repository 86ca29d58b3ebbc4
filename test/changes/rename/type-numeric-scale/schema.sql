CREATE TABLE users (id bigint PRIMARY KEY, full_name numeric, other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN 1.0 WHEN 1 THEN 1.00 END FROM generate_series(1, 60) i;
