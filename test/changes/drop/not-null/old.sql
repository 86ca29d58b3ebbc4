INSERT INTO users (id, name, fax) VALUES (-1, 'x', 'yyy'); UPDATE users SET fax = 'abc' WHERE id = 3; SELECT fax FROM users WHERE id = -1;
