INSERT INTO users (full_name) VALUES ('x'); SELECT 1 / count(*) FROM users WHERE id > 50 AND nr > 50;
