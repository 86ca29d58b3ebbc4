ALTER TABLE "S $$ch"."T{{x}}'%1$s" ALTER COLUMN "a ""b"" $plan$" TYPE int USING "a ""b"" $plan$"::int;
ALTER TABLE "S $$ch"."T{{x}}'%1$s" RENAME COLUMN "a ""b"" $plan$" TO "new $ec$ '%s";
