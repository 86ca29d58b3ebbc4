CREATE TABLE users (id int PRIMARY KEY, boss int);
INSERT INTO users SELECT i, nullif(i / 2, 0) FROM generate_series(1, 100) i;
ALTER TABLE users ADD FOREIGN KEY (boss) REFERENCES users ON DELETE SET NULL;
