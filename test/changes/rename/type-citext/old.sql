INSERT INTO users (id, full_name) VALUES (900, 'alice'::citext);
UPDATE users SET full_name = 'Alice'::citext WHERE id = 900;
SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name::text = ('Alice'::citext)::text;
