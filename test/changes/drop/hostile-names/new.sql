INSERT INTO "S $$ch"."T{{x}}'%1$s" ("k %s", "K;--", "total") VALUES (-2, '', 1);
