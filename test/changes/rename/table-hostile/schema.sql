CREATE SCHEMA "S. x";
CREATE TABLE "S. x"."we""ird $$ $ec$ {{x}}
-- \ ' %s" ("na""me $plan$ {{{y}}} %I
/* " int PRIMARY KEY, "loop" text DEFAULT '$plan$', "old" text);
INSERT INTO "S. x"."we""ird $$ $ec$ {{x}}
-- \ ' %s" VALUES (1, 'a');
COMMENT ON TABLE "S. x"."we""ird $$ $ec$ {{x}}
-- \ ' %s" IS 'it''s $ec$ \ ';
GRANT SELECT ("na""me $plan$ {{{y}}} %I
/* "), UPDATE ("loop") ON "S. x"."we""ird $$ $ec$ {{x}}
-- \ ' %s" TO PUBLIC;
