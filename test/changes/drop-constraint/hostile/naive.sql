ALTER TABLE "S $$ch"."T{{x}}'%1$s" DROP CONSTRAINT "C {{i}} %1$s '"" $plan$";
