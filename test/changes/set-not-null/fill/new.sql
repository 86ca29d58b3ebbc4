INSERT INTO users (email, name) VALUES ('x', 'b');
UPDATE users SET email = '' WHERE id = 2;
