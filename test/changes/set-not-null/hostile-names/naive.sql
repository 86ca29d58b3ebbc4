UPDATE "S $$ch"."T{{x}}'%1$s" SET "a ""b"" $plan$" = '$ec$ %s {{y}} ' || "c %s" WHERE "a ""b"" $plan$" IS NULL;
ALTER TABLE "S $$ch"."T{{x}}'%1$s" ALTER COLUMN "a ""b"" $plan$" SET NOT NULL;
