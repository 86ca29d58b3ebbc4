INSERT INTO users (id, full_name) VALUES (900, 'one');
UPDATE users SET full_name = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name = 'two';
