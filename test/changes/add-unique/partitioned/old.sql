INSERT INTO events VALUES (1, '2026-01-02', 'x'); DELETE FROM events WHERE ctid = (SELECT max(ctid) FROM events_a WHERE id = 1) AND id = 1;
