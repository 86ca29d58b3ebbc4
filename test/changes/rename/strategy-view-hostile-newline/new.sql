INSERT INTO "a
b"."t
-- x" (id, "n
*/ y") VALUES (900, 'one');
UPDATE "a
b"."t
-- x" SET "n
*/ y" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "a
b"."t
-- x" WHERE id = 900 AND "n
*/ y" = 'two';
