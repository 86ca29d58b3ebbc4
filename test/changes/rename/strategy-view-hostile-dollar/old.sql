INSERT INTO "$$"."$body$" (id, "$$ BEGIN; $$") VALUES (900, 'one');
UPDATE "$$"."$body$" SET "$$ BEGIN; $$" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "$$"."$body$" WHERE id = 900 AND "$$ BEGIN; $$" = 'two';
