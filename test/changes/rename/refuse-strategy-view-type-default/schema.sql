CREATE DOMAIN short AS varchar(20) DEFAULT 'd' CHECK (length(VALUE) < 10);
CREATE TABLE users (id bigint PRIMARY KEY, full_name short, other text);
INSERT INTO users (id, full_name) SELECT i, CASE i % 3 WHEN 0 THEN 'a' WHEN 1 THEN 'b' END FROM generate_series(1, 60) i;
