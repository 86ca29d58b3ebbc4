INSERT INTO "s.c"."t.b" (id, "n.e.w") VALUES (900, 'one');
UPDATE "s.c"."t.b" SET "n.e.w" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "s.c"."t.b" WHERE id = 900 AND "n.e.w" = 'two';
