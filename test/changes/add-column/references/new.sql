UPDATE users SET team = 1 WHERE id = 1;
