SET LOCAL TimeZone = 'Asia/Tokyo';
INSERT INTO events VALUES (1000, '2026-05-05 12:00');
INSERT INTO events (id) VALUES (1001);
UPDATE events SET at = at + interval '1 day' WHERE id IN (1, 1000);
