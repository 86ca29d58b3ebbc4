INSERT INTO users (id, first) VALUES (900, 'a'); SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name = 'A'; INSERT INTO users (id, first, full_name) VALUES (901, 'a', DEFAULT);
