CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("column a ""b"" $plan$" text, other int);
CREATE INDEX "I {{i}} %1$s '"" $plan$" ON "S $$ch"."T{{x}}'%1$s" (other) WHERE "column a ""b"" $plan$" <> '$plan$ %s';
