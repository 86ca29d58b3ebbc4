CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("column a ""b"" $plan$" text PRIMARY KEY);
CREATE TABLE "S $$ch"."U%%'" (id int PRIMARY KEY, "ref,a ""b"" $plan$" text);
INSERT INTO "S $$ch"."T{{x}}'%1$s" VALUES ('a'); INSERT INTO "S $$ch"."U%%'" VALUES (1, 'a');
