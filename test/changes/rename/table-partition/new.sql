INSERT INTO people VALUES (1, 'c'); SELECT 1 / count(*) FROM events WHERE full_name = 'c';
