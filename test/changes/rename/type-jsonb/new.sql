INSERT INTO users (id, display_name) VALUES (900, '{"a": 1.0}'::jsonb);
UPDATE users SET display_name = '{"a": 1.00}'::jsonb WHERE id = 900;
SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name::text = ('{"a": 1.00}'::jsonb)::text;
