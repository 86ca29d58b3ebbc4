CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, full_name text, boss bigint REFERENCES users);
CREATE TABLE orders (id serial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users ON UPDATE CASCADE ON DELETE CASCADE);
INSERT INTO users (full_name, boss) SELECT 'name ' || i, nullif(i % 9, 0) FROM generate_series(1, 100) i;
INSERT INTO orders (user_id) SELECT i FROM generate_series(1, 100) i;
