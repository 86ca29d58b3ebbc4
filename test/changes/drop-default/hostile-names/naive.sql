ALTER TABLE "S $$ch"."T{{x}}'%1$s" ALTER COLUMN "a ""b"" $plan$" DROP DEFAULT;
