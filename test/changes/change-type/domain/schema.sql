CREATE DOMAIN citextish AS text;
CREATE DOMAIN strict AS text CHECK (value <> '');
CREATE TABLE t (id integer PRIMARY KEY, mail strict);
INSERT INTO t SELECT g, 'm' || g FROM generate_series(1, 100) AS g;
CREATE UNIQUE INDEX ON t (lower(mail));
