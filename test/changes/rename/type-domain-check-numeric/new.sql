INSERT INTO users (id) VALUES (2001); INSERT INTO users (id, display_name) VALUES (2002, 1.5); UPDATE users SET display_name = 1.5 WHERE id = 4;
