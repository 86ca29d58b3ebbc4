INSERT INTO users (id, code) VALUES (-1, 'paid'); UPDATE users SET code = 'q' WHERE id = 3;
