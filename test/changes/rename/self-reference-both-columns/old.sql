INSERT INTO users (id, boss) VALUES (700, 1);
DELETE FROM users WHERE id = 1;
SELECT 1 / count(*) FROM users WHERE id = 700 AND boss IS NULL;
UPDATE users SET boss = 700 WHERE id = 5;
UPDATE users SET id = 701 WHERE id = 700;
SELECT 1 / count(*) FROM users WHERE id = 5 AND boss = 701;
