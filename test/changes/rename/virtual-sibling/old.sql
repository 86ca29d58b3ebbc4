INSERT INTO users (id, full_name, other) VALUES (900, 'one', 'o');
UPDATE users SET full_name = 'two' WHERE id = 900;
SELECT 1 / count(*) FROM shouts WHERE loud = 'TWOo';
