INSERT INTO users (id, display_name) VALUES (900, 1.0);
UPDATE users SET display_name = 1.00 WHERE id = 900;
SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name::text = (1.00)::text;
