INSERT INTO users (id, full_name) VALUES (900, '{"a": 1}'::json);
UPDATE users SET full_name = '{"a":1}'::json WHERE id = 900;
SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name::text = ('{"a":1}'::json)::text;
