INSERT INTO users (id) VALUES (-1); SELECT ticket FROM users WHERE id = -1;
