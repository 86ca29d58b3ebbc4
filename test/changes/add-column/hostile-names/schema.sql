CREATE SCHEMA "S $$ch";
CREATE DOMAIN "S $$ch"."ty pe" AS text;
CREATE FUNCTION "to ken"(text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$ BEGIN RETURN $1; END $$;
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("c %s" int);
INSERT INTO "S $$ch"."T{{x}}'%1$s" VALUES (1);
