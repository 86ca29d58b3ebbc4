INSERT INTO users (id, first) VALUES (900, 'a'); SELECT 1 / count(*) FROM users WHERE id = 900 AND display_name = 'A';
