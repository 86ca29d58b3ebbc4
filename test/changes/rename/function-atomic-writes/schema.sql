CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE PROCEDURE add_one(n text) LANGUAGE sql BEGIN ATOMIC INSERT INTO users (id, full_name) VALUES (777, n) ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name; UPDATE users SET full_name = upper(full_name) WHERE id = 777; END;
