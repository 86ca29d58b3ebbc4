CREATE TABLE users (id int PRIMARY KEY, code text NOT NULL DEFAULT '' UNIQUE, kind int NOT NULL DEFAULT 0, n int);
CREATE UNIQUE INDEX users_kind ON users (n, kind);
INSERT INTO users SELECT i, 'c' || i, 0, i FROM generate_series(1, 50) AS i;
