CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE VIEW one AS SELECT * FROM users;
CREATE VIEW two AS SELECT full_name AS n, id FROM one;
CREATE VIEW three AS SELECT n FROM two JOIN users u ON u.full_name = two.n;
