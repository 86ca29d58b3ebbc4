INSERT INTO users (id, full_name) VALUES (900, 'abc'); SELECT 1 / count(*) FROM users WHERE id = 900 AND size = 3;
