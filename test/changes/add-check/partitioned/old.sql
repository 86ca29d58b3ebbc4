INSERT INTO events VALUES (0, '2026-01-05', 'x'); DELETE FROM events WHERE id = 0;
