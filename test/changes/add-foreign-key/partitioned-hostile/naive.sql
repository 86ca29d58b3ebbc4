ALTER TABLE "U%%'" ADD FOREIGN KEY ("ref,a ""b"" $plan$ %s") REFERENCES "T{{x}}'%1$s" ("column a ""b"" $plan$");
