CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
CREATE TABLE orders (order_id bigint, full_name text, total numeric(10, 2));
INSERT INTO orders VALUES (1, 'name 1', 2.50), (2, 'name 2', 3);
CREATE VIEW nat AS SELECT * FROM users NATURAL JOIN orders;
CREATE VIEW nat_left AS SELECT full_name, users.full_name AS own, o.full_name AS theirs FROM users NATURAL LEFT JOIN orders o;
CREATE VIEW full_using AS SELECT full_name, u.id, o.total FROM users u FULL JOIN orders o USING (full_name);
CREATE VIEW twice AS SELECT full_name, a.id, b.other FROM users a JOIN users b USING (full_name, id) JOIN orders USING (full_name);
CREATE VIEW aliased AS SELECT j.full_name, u.id FROM users u JOIN orders o USING (full_name) AS j;
