CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE kept (one users, many users[]);
INSERT INTO kept SELECT u, ARRAY[u] FROM users u WHERE id < 5;
