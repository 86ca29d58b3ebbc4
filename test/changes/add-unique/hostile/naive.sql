ALTER TABLE "S $$ch"."T{{x}}'%1$s" ADD UNIQUE ("column a ""b"" $plan$", examples);
