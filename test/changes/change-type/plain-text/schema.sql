CREATE TABLE users (id integer PRIMARY KEY, name varchar(50) NOT NULL UNIQUE DEFAULT 'x', note text);
CREATE TABLE logins (who varchar(50) REFERENCES users (name));
CREATE INDEX ON users (name varchar_pattern_ops);
CREATE STATISTICS s ON name, note FROM users;
INSERT INTO users SELECT g, 'u' || g FROM generate_series(1, 200) AS g;
INSERT INTO logins SELECT name FROM users;
