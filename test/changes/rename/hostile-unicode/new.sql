INSERT INTO "схема"."таблица" (id, "名前") VALUES (900, 'one');
UPDATE "схема"."таблица" SET "名前" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "схема"."таблица" WHERE id = 900 AND "名前" = 'two';
