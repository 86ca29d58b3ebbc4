INSERT INTO "%I"."%s %L" (id, "%1$s") VALUES (900, 'one');
UPDATE "%I"."%s %L" SET "%1$s" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM "%I"."%s %L" WHERE id = 900 AND "%1$s" = 'two';
