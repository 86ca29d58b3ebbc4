CREATE TABLE users (id bigint PRIMARY KEY, full_name jsonb, other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN '{"a": 1.0}'::jsonb WHEN 1 THEN '{"a": 1.00}'::jsonb END FROM generate_series(1, 60) i;
