ALTER TABLE "S $$ch"."T{{x}}'%1$s" ADD CHECK ("column a ""b"" $plan$" <> examples || '%s$plan$\');
