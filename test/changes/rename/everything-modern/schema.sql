CREATE COLLATION ignore_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE product (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  title text COLLATE ignore_case DEFAULT 'untitled',
  price numeric,
  label text GENERATED ALWAYS AS (title || ' (' || coalesce(price::text, '?') || ')') VIRTUAL,
  search tsvector,
  data jsonb
);
INSERT INTO product (id, title, price, data) SELECT md5(i::text)::uuid, CASE WHEN i % 2 = 0 THEN 'Title ' ELSE 'TITLE ' END || i / 2, i, jsonb_build_object('tags', jsonb_build_array('a', i)) FROM generate_series(2, 301) i WHERE i % 2 = 0 OR i > 200 AND i % 4 = 1;
DELETE FROM product a USING product b WHERE a.title = b.title AND a.price > b.price;
ALTER TABLE product ADD CONSTRAINT product_title_price_key UNIQUE NULLS NOT DISTINCT (title, price);
ALTER TABLE product ADD CONSTRAINT titled NOT NULL title NOT VALID;
CREATE INDEX ON product (title) INCLUDE (price);
CREATE TRIGGER search BEFORE INSERT OR UPDATE ON product FOR EACH ROW EXECUTE FUNCTION tsvector_update_trigger('search', 'pg_catalog.english', 'title');
CREATE VIEW tags WITH (security_invoker, security_barrier) AS SELECT p.title, j.* FROM product p, JSON_TABLE(p.data, '$.tags[*]' COLUMNS (tag text PATH '$', nr FOR ORDINALITY)) AS j WHERE p.title IS NOT NULL;
CREATE VIEW labels AS SELECT label, title FROM product;
CREATE MATERIALIZED VIEW catalog AS SELECT title, label, count(*) FILTER (WHERE price > 10) AS dear FROM product GROUP BY title, label;
CREATE UNIQUE INDEX ON catalog (title, label) NULLS NOT DISTINCT;
CREATE TABLE staging (title text COLLATE ignore_case, price numeric);
CREATE FUNCTION load() RETURNS void LANGUAGE sql BEGIN ATOMIC
  UPDATE product SET title = s.title FROM staging s WHERE s.title = product.title AND s.price > product.price;
  INSERT INTO product (title, price) SELECT title, price FROM staging ON CONFLICT (title, price) DO UPDATE SET title = excluded.title;
END;
CREATE PUBLICATION shop FOR ALL TABLES;
ALTER TABLE product ENABLE ROW LEVEL SECURITY;
CREATE POLICY visible ON product FOR SELECT USING (label <> '' AND title IS NOT NULL);
