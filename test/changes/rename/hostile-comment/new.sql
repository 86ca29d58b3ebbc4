INSERT INTO "--"."/*" (id, "-- /*") VALUES (900, 'one');
UPDATE "--"."/*" SET "-- /*" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "--"."/*" WHERE id = 900 AND "-- /*" = 'two';
