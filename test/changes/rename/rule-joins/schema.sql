CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE inbox (id bigint, full_name text);
CREATE RULE aliased AS ON INSERT TO inbox DO ALSO UPDATE users SET other = s.c FROM (SELECT u.a, u.b, u.c FROM users AS u(a, b, c)) s WHERE s.a = users.id AND s.b = new.full_name;
