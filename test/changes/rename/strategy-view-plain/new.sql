INSERT INTO users (id, display_name) VALUES (900, 'one');
INSERT INTO users (id, display_name) VALUES (900, 'two') ON CONFLICT (id) DO UPDATE SET display_name = excluded.display_name || '!';
SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name = 'two!';
UPDATE users SET display_name = NULL WHERE id = 900;
DELETE FROM users WHERE display_name IS NULL AND id = 900;
INSERT INTO users (id) VALUES (902);
UPDATE users SET other = DEFAULT WHERE id = 1;
SELECT 1 / (count(*) = 2)::int FROM users WHERE (id = 902 AND display_name = 'nobody' AND made = now()) OR (id = 1 AND other = 'x');
