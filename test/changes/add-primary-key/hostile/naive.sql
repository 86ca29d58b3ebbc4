ALTER TABLE "S $$ch"."T{{x}}'%1$s" ADD PRIMARY KEY ("column a ""b"" $plan$", examples);
