CREATE TYPE order_state AS ENUM ('new', 'paid');
CREATE TABLE orders (id int, paid boolean NOT NULL, state order_state, region int) PARTITION BY LIST (region);
CREATE TABLE orders_1 PARTITION OF orders FOR VALUES IN (1);
CREATE TABLE orders_2 PARTITION OF orders FOR VALUES IN (2);
CREATE INDEX ON orders (state);
CREATE VIEW paid AS SELECT * FROM orders WHERE state = 'paid';
INSERT INTO orders SELECT n, n % 2 = 0, CASE WHEN n % 3 = 0 THEN 'new'::order_state END, 1 + n % 2 FROM generate_series(1, 20000) n;
