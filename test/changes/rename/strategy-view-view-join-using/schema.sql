CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE profiles (full_name text, bio text);
INSERT INTO profiles VALUES ('name 1', 'b');
CREATE VIEW joined AS SELECT * FROM users JOIN profiles USING (full_name);
CREATE VIEW unrelated AS SELECT * FROM users u JOIN (SELECT 1::bigint AS id) x USING (id);
