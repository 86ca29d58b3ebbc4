INSERT INTO users (user_id, manager_id) VALUES (700, 1);
DELETE FROM users WHERE user_id = 1;
SELECT 1 / count(*) FROM users WHERE user_id = 700 AND manager_id IS NULL;
UPDATE users SET manager_id = 700 WHERE user_id = 5;
UPDATE users SET user_id = 701 WHERE user_id = 700;
SELECT 1 / count(*) FROM users WHERE user_id = 5 AND manager_id = 701;
