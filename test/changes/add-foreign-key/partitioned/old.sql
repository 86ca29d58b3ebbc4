INSERT INTO events VALUES (0, '2026-01-05', 'q'); DELETE FROM events WHERE id = 0;
