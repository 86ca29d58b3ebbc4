INSERT INTO users VALUES (900, 'a', 'b'); SELECT 1 / count(*) FROM users WHERE id = 900 AND full_name = 'a' AND other = 'b';
