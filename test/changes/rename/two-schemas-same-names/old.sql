INSERT INTO b.users (id, full_name) VALUES (900, 'one');
UPDATE b.users SET full_name = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM b.users WHERE id = 900 AND full_name = 'two';
