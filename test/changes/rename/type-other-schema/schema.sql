CREATE SCHEMA lib;
CREATE TYPE lib.code AS ENUM ('a', 'b');
CREATE TABLE users (id bigint PRIMARY KEY, full_name lib.code, other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN 'a'::lib.code WHEN 1 THEN 'b'::lib.code END FROM generate_series(1, 60) i;
