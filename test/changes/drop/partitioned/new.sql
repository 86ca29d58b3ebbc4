INSERT INTO events (id, at, kind) VALUES (101, '2026-01-09', 'b'), (102, '2026-01-09', 'b');
