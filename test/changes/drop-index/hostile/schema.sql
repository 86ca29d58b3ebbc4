CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("column a ""b"" $plan$" text);
CREATE INDEX "I {{i}} %1$s '"" $plan$" ON "S $$ch"."T{{x}}'%1$s" ("column a ""b"" $plan$");
