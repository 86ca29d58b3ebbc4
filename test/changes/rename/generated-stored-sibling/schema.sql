CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
ALTER TABLE users ADD loud text GENERATED ALWAYS AS (upper(full_name)) STORED;
CREATE INDEX ON users (loud);
CREATE VIEW louder AS SELECT full_name, loud FROM users;
