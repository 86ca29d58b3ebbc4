INSERT INTO people (id, made) VALUES (900, '2026-02-02'); UPDATE people SET made = '2025-02-02' WHERE id = 900; SELECT 1 / count(*) FROM users_2025 WHERE id = 900 AND full_name = 'x';
