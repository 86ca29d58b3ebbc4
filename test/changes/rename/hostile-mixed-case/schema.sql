CREATE SCHEMA "MySchema";
CREATE TABLE "MySchema"."MyTable" (id int PRIMARY KEY, "MyColumn" text NOT NULL DEFAULT 'd', CONSTRAINT "kMyColumn" CHECK ("MyColumn" <> ''));
INSERT INTO "MySchema"."MyTable" (id, "MyColumn") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "iMyColumn" ON "MySchema"."MyTable" (lower("MyColumn"));
CREATE UNIQUE INDEX ON "MySchema"."MyTable" ("MyColumn");
COMMENT ON COLUMN "MySchema"."MyTable"."MyColumn" IS 'MyColumn';
GRANT SELECT ("MyColumn") ON "MySchema"."MyTable" TO pg_monitor;
CREATE VIEW "MySchema"."vMyTable" AS SELECT "MyColumn" AS "mycolumn", id FROM "MySchema"."MyTable";
