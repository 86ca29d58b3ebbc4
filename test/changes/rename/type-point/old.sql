INSERT INTO users (id, full_name) VALUES (900, '(1,2)'::point);
UPDATE users SET full_name = '(3,4)'::point WHERE id = 900;
SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name::text = ('(3,4)'::point)::text;
