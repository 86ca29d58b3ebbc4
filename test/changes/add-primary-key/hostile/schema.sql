CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("column a ""b"" $plan$" text, examples text);
INSERT INTO "S $$ch"."T{{x}}'%1$s" VALUES ('a', 'b');
