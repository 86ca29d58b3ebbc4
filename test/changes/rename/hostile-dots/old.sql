INSERT INTO "s.c"."t.b" (id, "c.o.l") VALUES (900, 'one');
UPDATE "s.c"."t.b" SET "c.o.l" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "s.c"."t.b" WHERE id = 900 AND "c.o.l" = 'two';
