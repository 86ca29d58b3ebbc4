INSERT INTO events (id, happened) VALUES (900, '2025-02-02'); UPDATE events SET happened = '2026-02-02' WHERE id = 900; SELECT 1 / count(*) FROM events_2026 WHERE id = 900;
