INSERT INTO "sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"."ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt" (id, "ééééééééééééééééééééééééééééééabd") VALUES (900, 'one');
UPDATE "sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"."ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt" SET "ééééééééééééééééééééééééééééééabd" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "sssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss"."ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt" WHERE id = 900 AND "ééééééééééééééééééééééééééééééabd" = 'two';
