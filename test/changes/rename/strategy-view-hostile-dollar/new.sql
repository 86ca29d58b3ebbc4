INSERT INTO "$$"."$body$" (id, "$_$") VALUES (900, 'one');
UPDATE "$$"."$body$" SET "$_$" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "$$"."$body$" WHERE id = 900 AND "$_$" = 'two';
