CREATE SCHEMA "select";
CREATE TABLE "select"."order" (id int PRIMARY KEY, "user" text NOT NULL DEFAULT 'd', CONSTRAINT "kuser" CHECK ("user" <> ''));
INSERT INTO "select"."order" (id, "user") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "iuser" ON "select"."order" (lower("user"));
CREATE UNIQUE INDEX ON "select"."order" ("user");
COMMENT ON COLUMN "select"."order"."user" IS 'user';
GRANT SELECT ("user") ON "select"."order" TO pg_monitor;
CREATE VIEW "select"."vorder" AS SELECT "user" AS "group", id FROM "select"."order";
