INSERT INTO "S $$ch"."T{{x}}'%1$s" ("a ""b"" $plan$") VALUES (5);
UPDATE "S $$ch"."T{{x}}'%1$s" SET "a ""b"" $plan$" = 7 WHERE "a ""b"" $plan$" = 5;
