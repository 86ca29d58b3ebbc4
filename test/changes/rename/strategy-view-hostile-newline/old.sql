INSERT INTO "a
b"."t
-- x" (id, "c
;DROP TABLE x;") VALUES (900, 'one');
UPDATE "a
b"."t
-- x" SET "c
;DROP TABLE x;" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "a
b"."t
-- x" WHERE id = 900 AND "c
;DROP TABLE x;" = 'two';
