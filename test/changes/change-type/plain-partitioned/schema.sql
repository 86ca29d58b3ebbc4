CREATE TABLE users (id integer, name varchar(50)) PARTITION BY RANGE (id);
CREATE TABLE users_low PARTITION OF users FOR VALUES FROM (0) TO (100);
CREATE TABLE users_high PARTITION OF users FOR VALUES FROM (100) TO (2000);
CREATE INDEX ON users (name);
INSERT INTO users SELECT g, 'u' || g FROM generate_series(1, 200) AS g;
