INSERT INTO users (id, name, fax) VALUES (-1, 'x', 'y'); UPDATE users SET fax = name WHERE id = 3; DELETE FROM users WHERE id = 4; SELECT fax FROM users WHERE id = -1;
