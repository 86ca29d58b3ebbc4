INSERT INTO events VALUES (100, '2026-01-09', 'a', 'x'); UPDATE events SET note = 'q' WHERE id = 7; UPDATE events SET at = '2026-02-03' WHERE id = 3;
