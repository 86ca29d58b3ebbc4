INSERT INTO "a\b"."t\n" (id, "n\\") VALUES (900, 'one');
UPDATE "a\b"."t\n" SET "n\\" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "a\b"."t\n" WHERE id = 900 AND "n\\" = 'two';
