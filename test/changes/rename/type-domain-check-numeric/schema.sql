CREATE DOMAIN short AS numeric(6,2) CHECK (VALUE < 1000);
CREATE TABLE users (id bigint PRIMARY KEY, full_name short NOT NULL DEFAULT 1.5, other text);
INSERT INTO users (id, full_name) SELECT i, i FROM generate_series(1, 60) i;
