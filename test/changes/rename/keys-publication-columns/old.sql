UPDATE users SET id = 700 WHERE id = 1;
