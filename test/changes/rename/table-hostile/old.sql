INSERT INTO "S. x"."we""ird $$ $ec$ {{x}}
-- \ ' %s" ("na""me $plan$ {{{y}}} %I
/* ") VALUES (2);