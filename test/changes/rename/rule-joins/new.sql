INSERT INTO users (id, display_name) VALUES (900, 'one');
UPDATE users SET display_name = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name = 'two';
