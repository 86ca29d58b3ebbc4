CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" (id int PRIMARY KEY, "column a ""b"" $plan$" text, examples text);
INSERT INTO "S $$ch"."T{{x}}'%1$s" VALUES (1, 'a', 'b');
