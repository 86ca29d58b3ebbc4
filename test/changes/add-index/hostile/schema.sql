CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" (id int PRIMARY KEY, "column a ""b"" $plan$" text, examples text, violations int, attempt int);
INSERT INTO "S $$ch"."T{{x}}'%1$s" VALUES (1, 'a', 'b', 1, 1), (2, E'c\nd', 'd', 2, 1);
