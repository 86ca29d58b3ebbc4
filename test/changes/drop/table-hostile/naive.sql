DROP VIEW "S $$ch"."v $plan$"; DROP TABLE "S $$ch"."T{{x}}'%1$s";
