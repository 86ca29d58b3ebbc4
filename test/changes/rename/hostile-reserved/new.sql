INSERT INTO "select"."order" (id, "group") VALUES (900, 'one');
UPDATE "select"."order" SET "group" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "select"."order" WHERE id = 900 AND "group" = 'two';
