CREATE SCHEMA "S $$ch";
CREATE TABLE "S $$ch"."T{{x}}'%1$s" ("k %s" int, "K;--" text, "a ""b"" $plan$" text NOT NULL DEFAULT '$ec$', "total" int, "last" int GENERATED ALWAYS AS (length("a ""b"" $plan$")) STORED, PRIMARY KEY ("k %s", "K;--"));
CREATE INDEX "i'x %s" ON "S $$ch"."T{{x}}'%1$s" ("a ""b"" $plan$");
CREATE INDEX "i'y" ON "S $$ch"."T{{x}}'%1$s" ("last");
CREATE VIEW "S $$ch"."v $plan$" AS SELECT "a ""b"" $plan$" AS "q%1$s" FROM "S $$ch"."T{{x}}'%1$s";
CREATE VIEW "S $$ch"."v2" AS SELECT * FROM "S $$ch"."v $plan$";
COMMENT ON VIEW "S $$ch"."v $plan$" IS '$plan$ {{x}}';
CREATE POLICY "p %1$s" ON "S $$ch"."T{{x}}'%1$s" USING ("a ""b"" $plan$" <> '%');
INSERT INTO "S $$ch"."T{{x}}'%1$s" ("k %s", "K;--", "a ""b"" $plan$") SELECT i, 'k', '$plan$' || i FROM generate_series(1, 40) AS i;
