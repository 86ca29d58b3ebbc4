ALTER TABLE "S $$ch"."T{{x}}'%1$s" ADD COLUMN "a ""b"" $plan$" "S $$ch"."ty pe" DEFAULT "to ken"('$plan$ %s {{y}}')::"S $$ch"."ty pe" NOT NULL UNIQUE CHECK ("a ""b"" $plan$" <> '$ec$ %1$s');
