CREATE TABLE users (id bigint PRIMARY KEY, full_name text, other text);
INSERT INTO users (id, full_name, other) SELECT i, nullif('name ' || i % 40, 'name 7'), 'o' || i FROM generate_series(1, 200) i;
ALTER TABLE users ADD boss bigint REFERENCES users, ADD UNIQUE (id, other);
CREATE TABLE orders (id int, user_id bigint REFERENCES users ON UPDATE CASCADE, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM (0) TO (1000);
CREATE TABLE pairs (user_id bigint, other text, FOREIGN KEY (user_id, other) REFERENCES users (id, other) DEFERRABLE NOT VALID);
INSERT INTO orders SELECT i, i FROM generate_series(1, 100) i;
