INSERT INTO "MySchema"."MyTable" (id, "mycolumn") VALUES (900, 'one');
UPDATE "MySchema"."MyTable" SET "mycolumn" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "MySchema"."MyTable" WHERE id = 900 AND "mycolumn" = 'two';
