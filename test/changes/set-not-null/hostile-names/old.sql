INSERT INTO "S $$ch"."T{{x}}'%1$s" ("c %s") VALUES (1);
