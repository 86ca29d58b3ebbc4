CREATE TABLE region (code char(2) PRIMARY KEY, "order" int);
INSERT INTO region VALUES ('de', 1), ('fr', 2), ('it', 3);
CREATE UNLOGGED TABLE customer (
  region char(2) DEFAULT 'de' REFERENCES region ON UPDATE CASCADE ON DELETE SET DEFAULT,
  "order" numeric(12, 2) DEFAULT 0.00,
  "group" int,
  gone text,
  valid_until date DEFAULT current_date + 30,
  note text NOT NULL DEFAULT ''
) WITH (fillfactor = 80);
ALTER TABLE customer DROP COLUMN gone;
INSERT INTO customer (region, "order", "group") SELECT (ARRAY['de', 'fr', 'it', NULL])[1 + i % 4], i / 4.0, i % 6 FROM generate_series(1, 400) i;
INSERT INTO customer ("order", note) VALUES (1.0, 'a'), (1.00, 'b'), (-5, 'broken'), (NULL, 'null');
ALTER TABLE customer ADD CONSTRAINT "order" CHECK ("order" >= 0 OR note = 'broken');
ALTER TABLE customer ADD CONSTRAINT pair CHECK ("order" + "group" > -100 AND note <> 'order');
CREATE INDEX customer_order ON customer ("order", "group") WITH (fillfactor = 50);
CREATE INDEX ON customer ((("order" * 2)::int), lower(note)) WHERE "order" IS NOT NULL AND "group" > 1;
CREATE INDEX ON customer USING brin ("order", valid_until);
ALTER TABLE customer CLUSTER ON customer_order;
CREATE TABLE ledger (total numeric, "order" numeric, at timestamptz DEFAULT now());
CREATE RULE log_order AS ON UPDATE TO customer WHERE old."order" <> new."order" DO ALSO INSERT INTO ledger (total, "order") VALUES (old."order", new."order");
CREATE RULE keep AS ON DELETE TO customer WHERE old."order" > 1000 DO INSTEAD NOTHING;
ALTER TABLE customer DISABLE RULE keep;
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.note := NEW.note || TG_ARGV[0]; RETURN NEW; END';
CREATE TRIGGER stamp BEFORE INSERT ON customer FOR EACH ROW WHEN (NEW."order" IS NULL) EXECUTE FUNCTION stamp('!');
CREATE CONSTRAINT TRIGGER late AFTER UPDATE OF "order", note ON customer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION stamp('x');
CREATE FUNCTION rows_changed() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM count(*) FROM changed; RETURN NULL; END';
CREATE TRIGGER changed AFTER UPDATE ON customer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION rows_changed();
ALTER TABLE customer DISABLE TRIGGER changed;
CREATE VIEW big AS SELECT "order", "group", sum("order") OVER (PARTITION BY region ORDER BY "order") FROM customer WHERE "order" > 10 ORDER BY "order";
CREATE VIEW by_region ("order", region) AS SELECT r."order", c.region FROM customer c JOIN region r ON r.code = c.region WHERE c."order" = r."order" GROUP BY r.code, c.region;
CREATE MATERIALIZED VIEW daily AS SELECT valid_until, sum("order") AS "order", array_agg("order" ORDER BY "order" DESC) AS orders FROM customer GROUP BY valid_until;
CREATE MATERIALIZED VIEW monthly AS SELECT date_trunc('month', valid_until) AS m, sum("order") AS "order" FROM daily GROUP BY 1;
CREATE INDEX ON monthly ("order" DESC);
CREATE TABLE outgoing (id int, c_order numeric(12, 2));
ALTER TABLE outgoing ADD CHECK (c_order > 0) NOT VALID;
