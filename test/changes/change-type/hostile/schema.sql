CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("k %s" serial PRIMARY KEY, "a ""b"" $plan$" integer NOT NULL DEFAULT 3, "converted" text);
ALTER TABLE "S $$ch"."T{{x}}'%1$s" ADD CONSTRAINT "un ""i"" $plan$" UNIQUE ("a ""b"" $plan$");
CREATE TABLE "S $$ch"."child $ec$" ("p'" integer CONSTRAINT "fk {{y}} %" REFERENCES "S $$ch"."T{{x}}'%1$s" ("a ""b"" $plan$"));
CREATE VIEW "S $$ch"."v '$plan$" AS SELECT "a ""b"" $plan$" AS "x '%" FROM "S $$ch"."T{{x}}'%1$s";
COMMENT ON VIEW "S $$ch"."v '$plan$" IS 'it''s $plan$ {{z}}';
INSERT INTO "S $$ch"."T{{x}}'%1$s" ("a ""b"" $plan$") SELECT g * 2 FROM generate_series(10, 100) AS g;
INSERT INTO "S $$ch"."child $ec$" SELECT g * 2 FROM generate_series(10, 100) AS g;
