CREATE TABLE users (id bigint PRIMARY KEY, full_name text UNIQUE, other text);
INSERT INTO users (id, full_name, other) SELECT i, 'name ' || i, 'o' || i FROM generate_series(1, 200) i;
