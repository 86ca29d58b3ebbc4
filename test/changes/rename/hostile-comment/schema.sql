CREATE SCHEMA "--";
CREATE TABLE "--"."/*" (id int PRIMARY KEY, "*/" text NOT NULL DEFAULT 'd', CONSTRAINT "k*/" CHECK ("*/" <> ''));
INSERT INTO "--"."/*" (id, "*/") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "i*/" ON "--"."/*" (lower("*/"));
CREATE UNIQUE INDEX ON "--"."/*" ("*/");
COMMENT ON COLUMN "--"."/*"."*/" IS '*/';
GRANT SELECT ("*/") ON "--"."/*" TO pg_monitor;
CREATE VIEW "--"."v/*" AS SELECT "*/" AS "-- /*", id FROM "--"."/*";
