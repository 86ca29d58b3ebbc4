INSERT INTO "sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"."ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt" (id, "ééééééééééééééééééééééééééééééabc") VALUES (900, 'one');
UPDATE "sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"."ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt" SET "ééééééééééééééééééééééééééééééabc" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"."ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt" WHERE id = 900 AND "ééééééééééééééééééééééééééééééabc" = 'two';
