DROP VIEW "S $$ch"."v '$plan$";
ALTER TABLE "S $$ch"."T{{x}}'%1$s" ALTER COLUMN "a ""b"" $plan$" TYPE bigint;
CREATE VIEW "S $$ch"."v '$plan$" AS SELECT "a ""b"" $plan$" AS "x '%" FROM "S $$ch"."T{{x}}'%1$s";
COMMENT ON VIEW "S $$ch"."v '$plan$" IS 'it''s $plan$ {{z}}';
