CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("a ""b"" $plan$" text, "c %s" int, "T{{x}}'%1$s" int);
INSERT INTO "S $$ch"."T{{x}}'%1$s" SELECT CASE n % 2 WHEN 0 THEN 'x' END, n FROM generate_series(1, 20) n;
