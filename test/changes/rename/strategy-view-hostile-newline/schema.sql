CREATE SCHEMA "a
b";
CREATE TABLE "a
b"."t
-- x" (id int PRIMARY KEY, "c
;DROP TABLE x;" text NOT NULL DEFAULT 'd', CONSTRAINT "kc
;DROP TABLE x;" CHECK ("c
;DROP TABLE x;" <> ''));
INSERT INTO "a
b"."t
-- x" (id, "c
;DROP TABLE x;") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "ic
;DROP TABLE x;" ON "a
b"."t
-- x" (lower("c
;DROP TABLE x;"));
CREATE UNIQUE INDEX ON "a
b"."t
-- x" ("c
;DROP TABLE x;");
COMMENT ON COLUMN "a
b"."t
-- x"."c
;DROP TABLE x;" IS 'c
;DROP TABLE x;';
GRANT SELECT ("c
;DROP TABLE x;") ON "a
b"."t
-- x" TO pg_monitor;
CREATE VIEW "a
b"."vt
-- x" AS SELECT "c
;DROP TABLE x;" AS "n
*/ y", id FROM "a
b"."t
-- x";
