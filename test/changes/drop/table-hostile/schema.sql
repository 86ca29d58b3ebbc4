CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("k %s" serial PRIMARY KEY, "a ""b"" $plan$" text UNIQUE);
CREATE VIEW "S $$ch"."v $plan$" AS SELECT "a ""b"" $plan$" AS "q%1$s" FROM "S $$ch"."T{{x}}'%1$s";
COMMENT ON TABLE "S $$ch"."T{{x}}'%1$s" IS '$plan$ {{x}} %s';
INSERT INTO "S $$ch"."T{{x}}'%1$s" ("a ""b"" $plan$") VALUES ('x');
