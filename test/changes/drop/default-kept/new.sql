INSERT INTO users (id) VALUES (-2); DELETE FROM users WHERE id = 1;
