INSERT INTO users (a, full_name) VALUES (900, 'one');
INSERT INTO users (a, full_name, n) VALUES (900, 'one', 2) ON CONFLICT (a, full_name) DO UPDATE SET n = EXCLUDED.n;
UPDATE users SET full_name = 'two' WHERE a = 900;
SELECT 1 / count(*) FROM users WHERE a = 900 AND full_name = 'two' AND n = 2;
