DELETE FROM users WHERE user_id = 5;
SELECT 1 / count(*) FROM posts WHERE author IS NULL;
