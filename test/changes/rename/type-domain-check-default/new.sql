INSERT INTO users (id) VALUES (2001); INSERT INTO users (id, display_name) VALUES (2002, 'x'); UPDATE users SET display_name = 'x' WHERE id = 4;
