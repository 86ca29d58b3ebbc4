INSERT INTO users (id, full_name) VALUES (900, 'ONE');
SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name = 'one';
UPDATE users SET full_name = 'TWO' WHERE id = 900;
SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name = 'two';
