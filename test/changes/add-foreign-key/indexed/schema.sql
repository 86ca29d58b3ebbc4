CREATE TABLE customers (id bigint PRIMARY KEY, region text NOT NULL, name text, UNIQUE (region, id));
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint, region text, total numeric NOT NULL DEFAULT 0, "noteText" text);
INSERT INTO customers SELECT n, 'r' || n % 3 FROM generate_series(1, 20) AS n;
INSERT INTO orders (customer_id, region, total) SELECT 1 + n % 20, 'r' || (1 + n % 20) % 3, n FROM generate_series(1, 60) AS n;
INSERT INTO orders (customer_id) VALUES (NULL);

CREATE INDEX ON orders (customer_id); ALTER TABLE customers ADD CONSTRAINT orders_customer_id_fkey CHECK (true);
