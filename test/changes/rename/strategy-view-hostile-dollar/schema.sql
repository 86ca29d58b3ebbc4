CREATE SCHEMA "$$";
CREATE TABLE "$$"."$body$" (id int PRIMARY KEY, "$$ BEGIN; $$" text NOT NULL DEFAULT 'd', CONSTRAINT "k$$ BEGIN; $$" CHECK ("$$ BEGIN; $$" <> ''));
INSERT INTO "$$"."$body$" (id, "$$ BEGIN; $$") SELECT i, 'v' || i FROM generate_series(1, 50) i;
CREATE INDEX "i$$ BEGIN; $$" ON "$$"."$body$" (lower("$$ BEGIN; $$"));
CREATE UNIQUE INDEX ON "$$"."$body$" ("$$ BEGIN; $$");
COMMENT ON COLUMN "$$"."$body$"."$$ BEGIN; $$" IS '$$ BEGIN; $$';
GRANT SELECT ("$$ BEGIN; $$") ON "$$"."$body$" TO pg_monitor;
CREATE VIEW "$$"."v$body$" AS SELECT "$$ BEGIN; $$" AS "$_$", id FROM "$$"."$body$";
