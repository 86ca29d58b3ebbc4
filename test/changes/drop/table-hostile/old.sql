INSERT INTO "S $$ch"."T{{x}}'%1$s" ("a ""b"" $plan$") VALUES ('y');
