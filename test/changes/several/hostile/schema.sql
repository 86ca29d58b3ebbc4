CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("i d" bigint PRIMARY KEY, "a ""b"" $plan$" text, "c %s" integer DEFAULT 7, "d'" text);
CREATE INDEX "x 1" ON "S $$ch"."T{{x}}'%1$s" ("a ""b"" $plan$");
CREATE FUNCTION "S $$ch".moved() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW."d'" := 'touched'; RETURN NEW; END$$;
INSERT INTO "S $$ch"."T{{x}}'%1$s" SELECT g, 'a' || g, NULLIF(g % 5, 0), 'd' FROM generate_series(1, 100) AS g;
CREATE TRIGGER moved BEFORE UPDATE ON "S $$ch"."T{{x}}'%1$s" FOR EACH ROW WHEN (OLD."i d" > 1000) EXECUTE FUNCTION "S $$ch".moved();
