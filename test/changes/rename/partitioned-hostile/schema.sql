CREATE SCHEMA "s %1$s.""x";
CREATE TABLE "s %1$s.""x"."users %s $ec$ '" (id int, "full %1$s ""name'" text CHECK ("full %1$s ""name'" <> '%'), UNIQUE (id, "full %1$s ""name'")) PARTITION BY LIST (id);
CREATE TABLE "s %1$s.""x"."one %1$s ' $plan$" PARTITION OF "s %1$s.""x"."users %s $ec$ '" FOR VALUES IN (1);
CREATE TABLE "s %1$s.""x"."a2345678901234567890123456789012345678901234567890123456789_one" PARTITION OF "s %1$s.""x"."users %s $ec$ '" FOR VALUES IN (2);
CREATE TABLE "s %1$s.""x"."a2345678901234567890123456789012345678901234567890123456789_two" PARTITION OF "s %1$s.""x"."users %s $ec$ '" DEFAULT;
CREATE INDEX ON "s %1$s.""x"."users %s $ec$ '" (lower("full %1$s ""name'"));
INSERT INTO "s %1$s.""x"."users %s $ec$ '" SELECT i, 'name %s ' || i FROM generate_series(1, 9) i;
