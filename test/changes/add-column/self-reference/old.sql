INSERT INTO users (name) VALUES ('x'); UPDATE users SET name = 'y' WHERE id = 1;
