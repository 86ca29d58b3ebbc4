DELETE FROM users WHERE id = 1;
SELECT 1 / count(*) FROM users WHERE id = 2 AND boss IS NULL;
