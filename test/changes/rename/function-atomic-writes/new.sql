CALL add_one('a');
SELECT 1 / count(*) FROM users WHERE display_name = 'A';
