DROP INDEX "S $$ch"."I {{i}} %1$s '"" $plan$";
