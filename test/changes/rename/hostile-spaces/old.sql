INSERT INTO " "."  t " (id, " c") VALUES (900, 'one');
UPDATE " "."  t " SET " c" = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM " "."  t " WHERE id = 900 AND " c" = 'two';
