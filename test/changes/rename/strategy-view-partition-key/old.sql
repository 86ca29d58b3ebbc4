INSERT INTO events (id, at) VALUES (900, '2025-02-02'); UPDATE events SET at = '2026-02-02' WHERE id = 900; SELECT 1 / count(*) FROM events_2026 WHERE id = 900;
