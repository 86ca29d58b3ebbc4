CREATE TABLE users (id bigint PRIMARY KEY, full_name text, loud text GENERATED ALWAYS AS (upper(full_name)) VIRTUAL, other text);
INSERT INTO users (id, full_name, other) SELECT i, 'name ' || i % 40, 'o' || i FROM generate_series(1, 200) i;
CREATE PUBLICATION listed FOR TABLE users (id, full_name) WHERE (full_name <> '') WITH (publish = 'insert');
CREATE PUBLICATION whole FOR TABLE users;
