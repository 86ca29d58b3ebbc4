INSERT INTO users (id, display_name) VALUES (900, '-0'::float8);
UPDATE users SET display_name = 'NaN'::float8 WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name = 'NaN'::float8;
