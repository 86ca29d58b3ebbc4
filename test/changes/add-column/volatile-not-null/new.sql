UPDATE users SET token = 'a' WHERE id = 1; INSERT INTO users (name) VALUES ('z');
