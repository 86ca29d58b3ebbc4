INSERT INTO users (id, full_name) VALUES (900, 'one');
INSERT INTO users VALUES (901, 'by position', 'o');
INSERT INTO users (id, full_name) VALUES (900, 'two') ON CONFLICT (id) DO UPDATE SET full_name = excluded.full_name || '!';
SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name = 'two!';
SELECT 1 / count(*) FROM (SELECT FROM users WHERE id = 901 AND full_name = 'by position' AND other = 'o' FOR UPDATE) u;
UPDATE users SET full_name = NULL WHERE id = 900;
DELETE FROM users WHERE full_name IS NULL AND id = 900;
