DROP INDEX "S $$ch"."I {{i}} %1$s '"" $plan$"; CREATE INDEX "I {{i}} %1$s '"" $plan$" ON "S $$ch"."T{{x}}'%1$s" ("column a ""b"" $plan$" DESC) WHERE "column a ""b"" $plan$" <> '$plan$ %s';
