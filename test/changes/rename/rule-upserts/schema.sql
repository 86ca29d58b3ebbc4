CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE inbox (id bigint, full_name text);
CREATE RULE up AS ON INSERT TO inbox DO INSTEAD INSERT INTO users (id, full_name) VALUES (new.id, new.full_name) ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name WHERE users.full_name <> excluded.full_name;
