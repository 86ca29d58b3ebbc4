CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("column a ""b"" $plan$" text CONSTRAINT "C {{i}} %1$s '"" $plan$" CHECK ("column a ""b"" $plan$" <> '$plan$'));
