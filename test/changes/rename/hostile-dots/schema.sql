CREATE SCHEMA "s.c";
CREATE TABLE "s.c"."t.b" (id int PRIMARY KEY, "c.o.l" text NOT NULL DEFAULT 'd', CONSTRAINT "kc.o.l" CHECK ("c.o.l" <> ''));
INSERT INTO "s.c"."t.b" (id, "c.o.l") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "ic.o.l" ON "s.c"."t.b" (lower("c.o.l"));
CREATE UNIQUE INDEX ON "s.c"."t.b" ("c.o.l");
COMMENT ON COLUMN "s.c"."t.b"."c.o.l" IS 'c.o.l';
GRANT SELECT ("c.o.l") ON "s.c"."t.b" TO pg_monitor;
CREATE VIEW "s.c"."vt.b" AS SELECT "c.o.l" AS "n.e.w", id FROM "s.c"."t.b";
