CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE people_list (id int);
CREATE TYPE eople AS (a int);
CREATE TABLE holds (rows users[], one users);
INSERT INTO holds SELECT array_agg(u), min(u::text)::users FROM users u;
