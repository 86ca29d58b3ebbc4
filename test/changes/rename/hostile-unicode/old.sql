INSERT INTO "схема"."таблица" (id, "имя") VALUES (900, 'one');
UPDATE "схема"."таблица" SET "имя" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "схема"."таблица" WHERE id = 900 AND "имя" = 'two';
