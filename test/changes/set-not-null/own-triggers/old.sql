INSERT INTO users (id, name, email) VALUES (1000, 'A', '');
UPDATE users SET email = '' WHERE id = 2;
