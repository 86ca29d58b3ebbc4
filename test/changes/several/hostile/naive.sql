ALTER TABLE "S $$ch"."T{{x}}'%1$s" RENAME COLUMN "a ""b"" $plan$" TO "new $ec$ '";
UPDATE "S $$ch"."T{{x}}'%1$s" SET "c %s" = length("d'") WHERE "c %s" IS NULL;
ALTER TABLE "S $$ch"."T{{x}}'%1$s" ALTER COLUMN "c %s" SET NOT NULL;
