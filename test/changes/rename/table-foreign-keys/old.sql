UPDATE users SET id = 1000 WHERE id = 1;
SELECT 1 / count(*) FROM orders WHERE user_id = 1000;
