CREATE TABLE users (id integer PRIMARY KEY, name varchar(50) DEFAULT 'x', note text);
INSERT INTO users SELECT g, 'u' || g FROM generate_series(1, 200) AS g;
CREATE INDEX users_lower ON users (lower(name));
