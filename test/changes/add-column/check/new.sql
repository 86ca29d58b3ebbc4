UPDATE users SET age = 3 WHERE id = 1;
