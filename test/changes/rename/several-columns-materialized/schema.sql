CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text, mail text);
INSERT INTO users (id, full_name, other, mail) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i, 'm' || i || '@x' FROM generate_series(1, 200) i;
CREATE TABLE orders (id bigint, mail text, full_name text);
CREATE MATERIALIZED VIEW by_mail AS SELECT mail, u.full_name, count(*) AS n FROM users u JOIN orders o USING (mail, full_name) GROUP BY mail, u.full_name;
CREATE MATERIALIZED VIEW only_mail AS SELECT DISTINCT u.c2, u.c4 FROM users AS u(c1, c2, c3, c4);
CREATE UNIQUE INDEX ON only_mail (c2, c4);
CREATE VIEW both_ AS SELECT m.c2, u.full_name, u.mail FROM only_mail m JOIN users u ON u.mail = m.c4;
CREATE FUNCTION known(m text) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM users JOIN orders USING (mail, full_name) WHERE mail = m; END;
