INSERT INTO users (id, display_name) VALUES (900, 'alice'::citext);
UPDATE users SET display_name = 'Alice'::citext WHERE id = 900;
SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name::text = ('Alice'::citext)::text;
