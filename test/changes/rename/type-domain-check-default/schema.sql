CREATE DOMAIN short AS text CHECK (length(VALUE) < 10);
CREATE TABLE users (id bigint PRIMARY KEY, full_name short NOT NULL DEFAULT 'x', other text);
INSERT INTO users (id, full_name) SELECT i, 'a' || i FROM generate_series(1, 60) i;
