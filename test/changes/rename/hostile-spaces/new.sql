INSERT INTO " "."  t " (id, "new name ") VALUES (900, 'one');
UPDATE " "."  t " SET "new name " = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM " "."  t " WHERE id = 900 AND "new name " = 'two';
