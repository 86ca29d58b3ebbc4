INSERT INTO users (id) VALUES (1001); INSERT INTO users (id, full_name) VALUES (1002, 1.5), (1003, 1.5); UPDATE users SET full_name = 1.5 WHERE id = 3;
