INSERT INTO events (at, happening) VALUES ('2025-02-02', 'one'); UPDATE events SET at = '2027-02-02' WHERE happening = 'one'; SELECT 1 / count(*) FROM events_rest WHERE at = '2027-02-02';
