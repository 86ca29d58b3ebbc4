INSERT INTO users (id, display_name) VALUES (900000, 'one');
UPDATE users SET display_name = 'two' WHERE id = 900000;
-- fails unless the value reads back
SELECT 1 / count(*) FROM users WHERE id = 900000 AND display_name = 'two';
