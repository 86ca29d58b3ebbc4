UPDATE users SET id = 700 WHERE id = 1;
DELETE FROM users WHERE id = 2;
