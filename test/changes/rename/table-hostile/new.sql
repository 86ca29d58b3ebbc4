INSERT INTO "S. x"."na""me $plan$ {{{y}}} %I
/* " ("na""me $plan$ {{{y}}} %I
/* ") VALUES (2);
UPDATE "S. x"."na""me $plan$ {{{y}}} %I
/* " SET "loop" = DEFAULT;