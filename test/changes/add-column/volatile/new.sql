UPDATE users SET token = NULL WHERE id = 1; INSERT INTO users (name) VALUES ('z');
