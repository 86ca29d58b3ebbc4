CREATE TABLE users (id bigint PRIMARY KEY, full_name bit(3), other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN B'101' WHEN 1 THEN B'010' END FROM generate_series(1, 60) i;
