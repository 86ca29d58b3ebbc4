INSERT INTO "select"."order" (id, "user") VALUES (900, 'one');
UPDATE "select"."order" SET "user" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "select"."order" WHERE id = 900 AND "user" = 'two';
