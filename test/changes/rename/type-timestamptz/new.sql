INSERT INTO users (id, display_name) VALUES (900, '2020-01-01 00:00+00'::timestamptz);
UPDATE users SET display_name = 'infinity'::timestamptz WHERE id = 900;
-- fails unless the value reads back
SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name = 'infinity'::timestamptz;
