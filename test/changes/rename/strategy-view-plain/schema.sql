CREATE TABLE users (id bigint PRIMARY KEY, full_name text DEFAULT 'nobody', other text DEFAULT 'x', made timestamptz NOT NULL DEFAULT now());
INSERT INTO users (id, full_name, other, made) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i, '2026-01-01' FROM generate_series(1, 200) i;
COMMENT ON TABLE users IS 'who may log in';
COMMENT ON COLUMN users.full_name IS 'as on the card';
