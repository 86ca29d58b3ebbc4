INSERT INTO events (at, what) VALUES ('2025-02-02', 'one'); UPDATE events SET at = '2027-02-02' WHERE what = 'one'; SELECT 1 / count(*) FROM events_rest WHERE at = '2027-02-02';
