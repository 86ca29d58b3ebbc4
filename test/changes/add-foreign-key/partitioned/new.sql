INSERT INTO events VALUES (9, '2026-01-05', 'z');
