CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("k %s" serial PRIMARY KEY, "a ""b"" $plan$" text, "converted %" text DEFAULT 'x');
INSERT INTO "S $$ch"."T{{x}}'%1$s" ("a ""b"" $plan$") SELECT g::text FROM generate_series(10, 100) AS g;
