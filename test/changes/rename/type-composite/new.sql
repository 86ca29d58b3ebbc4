INSERT INTO users (id, display_name) VALUES (900, ROW(1, 'a')::pair);
UPDATE users SET display_name = ROW(2, NULL)::pair WHERE id = 900;
SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name::text = (ROW(2, NULL)::pair)::text;
