INSERT INTO users (id, full_name) VALUES (900, '-0'::float8);
UPDATE users SET full_name = 'NaN'::float8 WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name = 'NaN'::float8;
