INSERT INTO "a\b"."t\n" (id, "c\'") VALUES (900, 'one');
UPDATE "a\b"."t\n" SET "c\'" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "a\b"."t\n" WHERE id = 900 AND "c\'" = 'two';
