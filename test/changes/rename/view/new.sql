INSERT INTO users (id, display_name) VALUES (900, 'one');
UPDATE users SET display_name = 'two' WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name = 'two';
SELECT full_name, loud FROM names;
INSERT INTO names (id, full_name) VALUES (950, 'through');
SELECT 1 / count(*) FROM users WHERE display_name = 'through';
