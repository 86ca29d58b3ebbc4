ALTER TABLE "S $$ch"."U%%'" ADD FOREIGN KEY ("ref,a ""b"" $plan$") REFERENCES "S $$ch"."T{{x}}'%1$s" ("column a ""b"" $plan$");
