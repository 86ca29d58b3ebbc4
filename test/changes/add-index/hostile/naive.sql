CREATE UNIQUE INDEX ON "S $$ch"."T{{x}}'%1$s" ("column a ""b"" $plan$", examples, lower("column a ""b"" $plan$" || examples), violations, attempt) WHERE examples <> '$ec$ '' {{y}} %1$s';
