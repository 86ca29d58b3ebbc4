INSERT INTO ":x"."$1" (id, ":'v'") VALUES (900, 'one');
UPDATE ":x"."$1" SET ":'v'" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM ":x"."$1" WHERE id = 900 AND ":'v'" = 'two';
