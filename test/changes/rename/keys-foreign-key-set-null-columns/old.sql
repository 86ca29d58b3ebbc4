DELETE FROM users WHERE id = 5;
SELECT 1 / count(*) FROM posts WHERE author IS NULL;
