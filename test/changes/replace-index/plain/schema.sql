CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint, region text, total numeric NOT NULL DEFAULT 0, "noteText" text);
INSERT INTO orders (customer_id, region, total) SELECT 1 + n % 20, 'r' || n, n FROM generate_series(1, 60) AS n;
CREATE INDEX by_region ON orders (region text_pattern_ops DESC, lower("noteText")) INCLUDE (total) WITH (fillfactor = 70) WHERE total > 0;
COMMENT ON INDEX by_region IS 'for the map';
CREATE UNIQUE INDEX "One Note" ON orders (id, "noteText");
