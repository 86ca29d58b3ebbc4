CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("a ""b"" $plan$" int DEFAULT length('$plan$ {{y}} %'));
