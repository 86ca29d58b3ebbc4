CREATE SCHEMA "a\b";
CREATE TABLE "a\b"."t\n" (id int PRIMARY KEY, "c\'" text NOT NULL DEFAULT 'd', CONSTRAINT "kc\'" CHECK ("c\'" <> ''));
INSERT INTO "a\b"."t\n" (id, "c\'") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "ic\'" ON "a\b"."t\n" (lower("c\'"));
CREATE UNIQUE INDEX ON "a\b"."t\n" ("c\'");
COMMENT ON COLUMN "a\b"."t\n"."c\'" IS 'c\''';
GRANT SELECT ("c\'") ON "a\b"."t\n" TO pg_monitor;
CREATE VIEW "a\b"."vt\n" AS SELECT "c\'" AS "n\\", id FROM "a\b"."t\n";
