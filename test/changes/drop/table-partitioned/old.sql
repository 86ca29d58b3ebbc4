INSERT INTO events VALUES (100, '2026-01-09', 'a'); SELECT * FROM of_january;
