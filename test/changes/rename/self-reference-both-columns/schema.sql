CREATE TABLE users (id int PRIMARY KEY, boss int, note text);
INSERT INTO users SELECT i, nullif(i / 2, 0) FROM generate_series(1, 100) i;
ALTER TABLE users ADD FOREIGN KEY (boss) REFERENCES users ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX ON users (boss);
CREATE VIEW bosses AS SELECT boss, count(*) FROM users GROUP BY boss;
