INSERT INTO users (id, display_name) VALUES (900, 'one');
UPDATE users SET display_name = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name = 'two';
INSERT INTO users (id, display_name) VALUES (903, 'two') ON CONFLICT (display_name) DO UPDATE SET other = 'again';
SELECT 1 / count(*) FROM users WHERE id = 900 AND other = 'again';
