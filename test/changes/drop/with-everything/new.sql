INSERT INTO users (id, email) VALUES (-2, 'x'); UPDATE users SET email = 'q' WHERE id = 8;
