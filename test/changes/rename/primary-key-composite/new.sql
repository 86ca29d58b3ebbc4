INSERT INTO users (a, display_name) VALUES (900, 'one');
INSERT INTO users (a, display_name, n) VALUES (900, 'one', 2) ON CONFLICT (a, display_name) DO UPDATE SET n = EXCLUDED.n;
UPDATE users SET display_name = 'two' WHERE a = 900;
SELECT 1 / count(*) FROM users WHERE a = 900 AND display_name = 'two' AND n = 2;
